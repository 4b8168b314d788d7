// SCSS -> one minified stylesheet: resolves KERN's fixed tokens, drops what is unused, keeps the licences.
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { transform } from "lightningcss";
import postcss from "postcss";
import parseValue from "postcss-value-parser";
import * as sass from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, "..", "static", "css", "netzwerkportal.css");

/** Custom properties that themes, levels or screen sizes change stay variables; the others become their values. */
function resolveFixed(root) {
  const declared = new Map();
  root.walkDecls(/^--/, (decl) => {
    const all = declared.get(decl.prop) ?? [];
    declared.set(decl.prop, [...all, decl]);
  });
  const isFixed = ([decl, ...others]) =>
    others.length === 0 && decl.parent.selector === ":root" && decl.parent.parent.type === "root";
  const values = new Map();
  for (const [name, decls] of declared) if (isFixed(decls)) values.set(name, decls[0].value);

  const replace = (text) => {
    const tree = parseValue(text);
    tree.walk((node) => {
      if (node.type !== "function" || node.value !== "var") return;
      const name = node.nodes[0].value;
      if (values.has(name)) {
        Object.assign(node, { type: "word", value: replace(values.get(name)), nodes: undefined });
      } else if (declared.has(name)) {
        node.nodes = node.nodes.slice(0, 1); // KERN repeats a fallback colour at every use
      }
      return false;
    });
    return tree.toString();
  };
  root.walkDecls((decl) => {
    if (decl.value.includes("var(")) decl.value = replace(decl.value);
  });
}

/** Remove custom properties that nothing reads, until none is left. */
function dropUnused(root) {
  for (let removed = -1; removed !== 0; ) {
    const used = new Set();
    root.walkDecls((decl) => {
      for (const [, name] of decl.value.matchAll(/var\(\s*(--[\w-]+)/g)) used.add(name);
    });
    removed = 0;
    root.walkDecls(/^--/, (decl) => {
      if (used.has(decl.prop)) return;
      decl.remove();
      removed += 1;
    });
  }
  root.walkRules((rule) => {
    if (rule.nodes.length === 0) rule.remove();
  });
}

const compiled = sass.compile(join(here, "netzwerkportal.scss"), { loadPaths: [join(here, "node_modules")], quietDeps: true });
const root = postcss.parse(compiled.css);
root.walkComments((comment) => comment.remove());
root.walkDecls("line-clamp", (decl) => decl.remove()); // KERN repeats it beside the prefixed one; not yet standard
resolveFixed(root);
dropUnused(root);

const { code } = transform({ filename: "netzwerkportal.css", code: Buffer.from(root.toString()), minify: true });
const header = readFileSync(join(here, "header.txt"), "utf8").trim();
const css = `/*!\n${header}\n*/\n${code.toString()}\n`;
writeFileSync(target, css);
console.log(`static/css/netzwerkportal.css: ${css.length} bytes, ${gzipSync(css, { level: 9 }).length} gzip`);
