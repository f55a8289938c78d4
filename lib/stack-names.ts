/** How the stacks of a stage are named: `airlines-dev-data`. */
export function stackNames(stage: string): (name: string) => { readonly stackName: string } {
  return (name) => ({ stackName: `airlines-${stage}-${name}` });
}
