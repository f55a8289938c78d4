import { FRAGMENT_SHADER, VERTEX_SHADER } from './aircraft-shaders.ts';
import { ATTRIBUTES, STRIDE } from './draw-buffer.ts';
import { drawShapeAtlas } from './shape-atlas.ts';

const UNIFORMS = [
  'u_time',
  'u_centre',
  'u_copy',
  'u_matrix',
  'u_origin',
  'u_viewport',
  'u_halfPx',
  'u_dots',
  'u_ring',
  'u_sizes',
  'u_atlas',
  'u_colours',
  'u_casing',
  'u_simulated',
  'u_emergency',
  'u_accent',
  'u_ratio',
] as const;
type Uniform = (typeof UNIFORMS)[number];

/** Everything of the aircraft layer that lives on the graphics card. */
export interface AircraftProgram {
  readonly uniform: Readonly<Record<Uniform, WebGLUniformLocation | null>>;
  /** Makes the program, the atlas and the instances current. */
  use(): void;
  /** Writes instances from `from` to `to`, in floats, or all of them where the data has grown. */
  upload(data: Float32Array, from: number, to: number): void;
  /** Draws instances, beginning with one of them. */
  draw(first: number, count: number): void;
  destroy(): void;
}

const CORNER_LOCATION = 4;
const BYTES = Float32Array.BYTES_PER_ELEMENT;

/** @throws Error where the driver refuses the shaders, with its log */
export function createAircraftProgram(gl: WebGL2RenderingContext): AircraftProgram {
  const program = link(gl);
  const corners = gl.createBuffer();
  const instances = gl.createBuffer();
  const vertexArray = gl.createVertexArray();
  const atlas = createAtlas(gl);
  let uploadedFloats = 0;

  gl.bindVertexArray(vertexArray);
  gl.bindBuffer(gl.ARRAY_BUFFER, corners);
  gl.bufferData(gl.ARRAY_BUFFER, new Float32Array([-1, -1, 1, -1, -1, 1, 1, 1]), gl.STATIC_DRAW);
  gl.enableVertexAttribArray(CORNER_LOCATION);
  gl.vertexAttribPointer(CORNER_LOCATION, 2, gl.FLOAT, false, 0, 0);
  gl.bindVertexArray(null);

  function pointAt(first: number): void {
    gl.bindBuffer(gl.ARRAY_BUFFER, instances);
    for (const [location, [offset, size]] of Object.values(ATTRIBUTES).entries()) {
      gl.enableVertexAttribArray(location);
      gl.vertexAttribPointer(location, size, gl.FLOAT, false, STRIDE * BYTES, (first * STRIDE + offset) * BYTES);
      gl.vertexAttribDivisor(location, 1);
    }
  }

  return {
    uniform: locations(gl, program),
    use() {
      gl.useProgram(program);
      gl.bindVertexArray(vertexArray);
      gl.activeTexture(gl.TEXTURE0);
      gl.bindTexture(gl.TEXTURE_2D, atlas);
    },
    upload(data, from, to) {
      gl.bindBuffer(gl.ARRAY_BUFFER, instances);
      if (data.length === uploadedFloats) {
        gl.bufferSubData(gl.ARRAY_BUFFER, from * BYTES, data, from, to - from);
        return;
      }
      gl.bufferData(gl.ARRAY_BUFFER, data, gl.DYNAMIC_DRAW);
      uploadedFloats = data.length;
    },
    draw(first, count) {
      pointAt(first);
      gl.drawArraysInstanced(gl.TRIANGLE_STRIP, 0, 4, count);
    },
    destroy() {
      gl.deleteProgram(program);
      gl.deleteBuffer(corners);
      gl.deleteBuffer(instances);
      gl.deleteVertexArray(vertexArray);
      gl.deleteTexture(atlas);
    },
  };
}

function locations(
  gl: WebGL2RenderingContext,
  program: WebGLProgram,
): Readonly<Record<Uniform, WebGLUniformLocation | null>> {
  const entries = UNIFORMS.map((name) => [name, gl.getUniformLocation(program, name)] as const);
  return Object.fromEntries(entries) as Record<Uniform, WebGLUniformLocation | null>;
}

function link(gl: WebGL2RenderingContext): WebGLProgram {
  const program = gl.createProgram();
  for (const [type, source] of [
    [gl.VERTEX_SHADER, VERTEX_SHADER],
    [gl.FRAGMENT_SHADER, FRAGMENT_SHADER],
  ] as const) {
    const shader = gl.createShader(type);
    if (shader === null) throw new Error('the graphics context is lost');
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
    if (gl.getShaderParameter(shader, gl.COMPILE_STATUS) !== true) {
      throw new Error(`a shader of the aircraft layer was refused: ${gl.getShaderInfoLog(shader) ?? ''}`);
    }
  }
  gl.linkProgram(program);
  if (gl.getProgramParameter(program, gl.LINK_STATUS) !== true) {
    throw new Error(`the aircraft layer's program was refused: ${gl.getProgramInfoLog(program) ?? ''}`);
  }
  return program;
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
