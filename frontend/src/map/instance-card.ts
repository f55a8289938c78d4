import { ATTRIBUTES, STRIDE } from './instance-layout.ts';
import { drawShapeAtlas } from './shape-atlas.ts';

/** The instances and the outlines on the graphics card; every program draws from them. */
export interface InstanceCard {
  /** Makes the instances and the outlines current. */
  use(): void;
  /** Writes floats from `from` to `to`, or all of them where there is another number of them. */
  upload(data: Float32Array, from: number, to: number): void;
  /** Floats that are on the card. */
  readonly length: number;
  /** Draws instances, beginning with one of them. */
  draw(first: number, count: number): void;
  destroy(): void;
}

const CORNER_LOCATION = 4;
const BYTES = Float32Array.BYTES_PER_ELEMENT;

export function createInstanceCard(gl: WebGL2RenderingContext): InstanceCard {
  const corners = gl.createBuffer();
  const instances = gl.createBuffer();
  const vertexArray = gl.createVertexArray();
  const atlas = createAtlas(gl);
  let length = 0;
  let pointedAt = 0;

  gl.bindVertexArray(vertexArray);
  gl.bindBuffer(gl.ARRAY_BUFFER, corners);
  gl.bufferData(gl.ARRAY_BUFFER, new Float32Array([-1, -1, 1, -1, -1, 1, 1, 1]), gl.STATIC_DRAW);
  gl.enableVertexAttribArray(CORNER_LOCATION);
  gl.vertexAttribPointer(CORNER_LOCATION, 2, gl.FLOAT, false, 0, 0);
  gl.bindBuffer(gl.ARRAY_BUFFER, instances);
  for (const location of Object.keys(ATTRIBUTES).keys()) {
    gl.enableVertexAttribArray(location);
    gl.vertexAttribDivisor(location, 1);
  }
  pointAt(0);
  gl.bindVertexArray(null);

  function pointAt(first: number): void {
    pointedAt = first;
    for (const [location, offset] of Object.values(ATTRIBUTES).entries()) {
      gl.vertexAttribPointer(location, 4, gl.FLOAT, false, STRIDE * BYTES, (first * STRIDE + offset) * BYTES);
    }
  }

  return {
    use() {
      gl.bindVertexArray(vertexArray);
      gl.bindBuffer(gl.ARRAY_BUFFER, instances);
      gl.activeTexture(gl.TEXTURE0);
      gl.bindTexture(gl.TEXTURE_2D, atlas);
    },
    get length() {
      return length;
    },
    upload(data, from, to) {
      if (data.length === length) {
        gl.bufferSubData(gl.ARRAY_BUFFER, from * BYTES, data, from, to - from);
        return;
      }
      gl.bufferData(gl.ARRAY_BUFFER, data, gl.DYNAMIC_DRAW);
      length = data.length;
    },
    draw(first, count) {
      if (first !== pointedAt) pointAt(first);
      gl.drawArraysInstanced(gl.TRIANGLE_STRIP, 0, 4, count);
    },
    destroy() {
      gl.deleteBuffer(corners);
      gl.deleteBuffer(instances);
      gl.deleteVertexArray(vertexArray);
      gl.deleteTexture(atlas);
    },
  };
}

function createAtlas(gl: WebGL2RenderingContext): WebGLTexture {
  const { texels, width, height } = drawShapeAtlas();
  const texture = gl.createTexture();
  gl.activeTexture(gl.TEXTURE0);
  gl.bindTexture(gl.TEXTURE_2D, texture);
  // The map leaves its own settings behind; rows must come as they are.
  gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
  gl.pixelStorei(gl.UNPACK_FLIP_Y_WEBGL, false);
  gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, false);
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.R8, width, height, 0, gl.RED, gl.UNSIGNED_BYTE, texels);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.LINEAR);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
  return texture;
}
