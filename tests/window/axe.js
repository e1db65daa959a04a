// Runs in the page: what axe finds wrong under WCAG 2.2 AA, one short text each.
const done = arguments[arguments.length - 1];
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
window.axe.run(document, { runOnly: rules, resultTypes: ["violations"] }).then(
  ({ violations }) =>
    done(violations.flatMap((it) => it.nodes.map((node) => `${it.id}: ${node.target.join(" ")}: ${node.failureSummary}`))),
  (error) => done([`axe failed: ${error}`]),
);
