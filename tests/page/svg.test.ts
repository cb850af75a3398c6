import assert from "node:assert/strict";
import { test } from "node:test";
import type { Pen } from "../../geo/page/source/pen.ts";
import { SvgPen } from "../../geo/page/source/svg.ts";
import { AWKWARD, BROKEN } from "./awkward.ts";
import { type XmlElement, all, readXml } from "./xml.ts";

/** What a drawing becomes. */
function drawn(draw: (pen: Pen) => void): XmlElement {
  const pen = new SvgPen();
  draw(pen);
  return readXml(pen.toSvg(100, 50.5, "Title", "Description"));
}
function attributes(name: string, draw: (pen: Pen) => void): Record<string, string> {
  return all(drawn(draw), name)[0]?.attributes ?? {};
}
function path(draw: (pen: Pen) => void): string | undefined {
  return attributes("path", (pen) => {
    draw(pen);
    pen.stroke();
  })["d"];
}
function text(draw: (pen: Pen) => void): Record<string, string> {
  return attributes("text", (pen) => {
    pen.font = "10px serif";
    draw(pen);
    pen.fillText("x", 20, 30);
  });
}

test("a 2D context of a canvas is a pen", () => {
  const given = (context: CanvasRenderingContext2D): Pen => context;
  assert.ok(given);
});

test("a picture has its size, title and description", () => {
  const root = drawn(() => undefined);
  assert.deepEqual([root.attributes["width"], root.attributes["viewBox"]], ["100", "0 0 100 50.5"]);
  assert.deepEqual(root.children.map(({ name, text: said }) => [name, said]), [["title", "Title"], ["desc", "Description"]]);
});

test("whatever is written, the picture is well-formed", () => {
  const pen = new SvgPen();
  for (const said of [...AWKWARD, BROKEN]) {
    pen.font = `12px "${said.replace(/[\r\n]/g, "")}", serif`;
    pen.strokeText(said, 1, 2);
  }
  const texts = all(readXml(pen.toSvg(1, 1, BROKEN, AWKWARD.join(" "))), "text");
  assert.deepEqual(texts.slice(0, 5).map((each) => each.text), AWKWARD.slice(0, 5).map((said) => said.replace(/[\t\r\n]/g, " ")));
});

test("a path is steps of at most two decimals whose roundings do not add up", () => {
  assert.equal(path((pen) => (pen.moveTo(0.5, 1), pen.lineTo(2, 3.004), pen.lineTo(1.5, -0.256), pen.closePath())), "M.5 1l1.5 2-.5-3.26z");
  const d = path((pen) => {
    pen.moveTo(0, 0);
    for (let at = 1; at <= 1000; at++) pen.lineTo(at / 3, 0);
  });
  const steps = d?.match(/-?\d*\.?\d+/g)?.map(Number) ?? [];
  assert.ok(Math.abs(steps.reduce((sum, step) => sum + step, 0) - 1000 / 3) < 0.006);
});

test("a line without a beginning begins where it goes, and what is no number is left out, as on a canvas", () => {
  assert.equal(path((pen) => (pen.lineTo(1, 2), pen.lineTo(Number.NaN, 3), pen.lineTo(3, 4))), "M1 2l2 2");
});

test("moves, scales and turns are those in force when a point is given", () => {
  assert.equal(path((pen) => (pen.translate(10, 20), pen.scale(2, 2), pen.moveTo(1, 1), pen.rotate(Math.PI / 2), pen.lineTo(1, 0))), "M12 22l-2 0");
  assert.equal(path((pen) => (pen.rotate(Math.PI / 2), pen.scale(2, 3), pen.translate(1, 1), pen.moveTo(0, 0), pen.lineTo(1, 2))), "M-3 2l-6 2");
});

test("what is filled and then drawn around is one element, as long as path and clip are the same", () => {
  const shapes = all(drawn((pen) => {
    pen.fillStyle = "#ff0000";
    pen.rect(0, 0, 5, 5);
    pen.fill("evenodd");
    pen.stroke();
    pen.stroke();
  }), "path");
  assert.deepEqual(shapes.map((shape) => [shape.attributes["fill"], shape.attributes["stroke"]]), [["#ff0000", "#000"], [undefined, "#000"]]);
  assert.equal(shapes[0]?.attributes["fill-rule"], "evenodd");
});

test("steps too small to be seen are left out, but for a dot's", () => {
  assert.equal(path((pen) => (pen.moveTo(1, 1), pen.lineTo(2, 1), pen.lineTo(2.001, 1), pen.lineTo(3, 1))), "M1 1l1 0 1 0");
  assert.equal(path((pen) => (pen.moveTo(1, 1), pen.lineTo(1, 1))), "M1 1l0 0");
});

test("what is filled under one clip and drawn around under another is two elements", () => {
  const shapes = all(drawn((pen) => {
    pen.rect(0, 0, 5, 5);
    pen.fill();
    pen.clip();
    pen.stroke();
  }), "path").filter((shape) => shape.attributes["fill"] ?? shape.attributes["stroke"]);
  assert.equal(shapes.length, 2);
});

test("what is not filled is not black, and corners are as sharp as a canvas's", () => {
  const root = drawn(() => undefined);
  assert.deepEqual([root.attributes["fill"], root.attributes["stroke-miterlimit"]], ["none", "10"]);
});

test("a full circle comes back to its beginning and stays within its radius", () => {
  const d = path((pen) => pen.arc(10, 10, 5, 0, 2 * Math.PI)) as string;
  const [x = 0, y = 0, ...steps] = d.match(/-?\d*\.?\d+/g)?.map(Number) ?? [];
  assert.deepEqual([x, y, steps.length], [15, 10, 24]);
  const along = (axis: number): number => steps.filter((_, at) => at % 6 === axis).reduce((sum, step) => sum + step, 0);
  assert.ok(Math.hypot(along(4), along(5)) < 0.011);
  const [cx = 0, cy = 0, dx = 0, dy = 0, ex = 0, ey = 0] = steps;
  const middle = [15 + (3 * cx + 3 * dx + ex) / 8, 10 + (3 * cy + 3 * dy + ey) / 8] as const;
  assert.ok(Math.abs(Math.hypot(middle[0] - 10, middle[1] - 10) - 5) < 0.011);
});

test("an arc runs the way it is told to", () => {
  const ends = (isBackwards: boolean): number => (path((pen) => pen.arc(0, 0, 1, 0, Math.PI / 2, isBackwards)) as string).match(/-?\d*\.?\d+/g)?.length ?? 0;
  assert.equal(ends(false), 2 + 6);
  assert.equal(ends(true), 2 + 18);
  assert.match(path((pen) => pen.arc(0, 0, 1, 0, -Math.PI / 2, true)) as string, /^M1 0c0-/);
});

test("restoring gives back every setting, the transform and the clip", () => {
  const root = drawn((pen) => {
    pen.save();
    pen.fillStyle = "#123456";
    pen.globalAlpha = 0.5;
    pen.translate(5, 5);
    pen.rect(0, 0, 9, 9);
    pen.clip();
    pen.fillRect(0, 0, 1, 1);
    pen.restore();
    pen.restore();
    pen.fillRect(0, 0, 1, 1);
  });
  const [inside, outside] = all(root, "path").filter((shape) => shape.attributes["fill"]);
  assert.deepEqual(inside?.attributes, { d: "M5 5l1 0 0 1-1 0z", fill: "#123456", "fill-opacity": "0.5" });
  assert.deepEqual(outside?.attributes, { d: "M0 0l1 0 0 1-1 0z", fill: "#000" });
  assert.deepEqual(all(root, "g").map((group) => [group.attributes["clip-path"], group.children.length]), [["url(#clip-1)", 1]]);
});

test("what was kept is given back last first", () => {
  const pen = new SvgPen();
  for (const width of [1, 2, 3]) {
    pen.lineWidth = width;
    pen.save();
  }
  const widths = [0, 1, 2, 3].map(() => (pen.restore(), pen.lineWidth));
  assert.deepEqual(widths, [3, 2, 1, 1]);
});

test("a clip inside a clip leaves what is inside both", () => {
  const [outer] = all(drawn((pen) => {
    pen.rect(0, 0, 9, 9);
    pen.clip();
    pen.beginPath();
    pen.rect(5, 5, 9, 9);
    pen.clip("evenodd");
    pen.fillRect(0, 0, 20, 20);
  }), "g");
  const [inner] = outer?.children ?? [];
  assert.deepEqual([outer, inner].map((group) => group?.attributes["clip-path"]), ["url(#clip-1)", "url(#clip-2)"]);
  assert.deepEqual(inner?.children.map(({ name }) => name), ["path"]);
});

test("lines keep their dashes, corners, ends and opacity, and grow with the scale", () => {
  const found = attributes("path", (pen) => {
    pen.scale(2, 2);
    pen.setLineDash([3, 1.5]);
    Object.assign(pen, { lineWidth: 1.25, lineJoin: "round", lineCap: "square", strokeStyle: "rgba(255, 0, 16, 0.5)", globalAlpha: 0.5 });
    pen.moveTo(0, 0);
    pen.lineTo(1, 1);
    pen.stroke();
  });
  assert.deepEqual(found, {
    d: "M0 0l2 2",
    stroke: "#ff0010",
    "stroke-opacity": "0.25",
    "stroke-width": "2.5",
    "stroke-dasharray": "6 3",
    "stroke-linejoin": "round",
    "stroke-linecap": "square",
  });
});

test("no dashes are no dashes", () => {
  const found = attributes("path", (pen) => (pen.setLineDash([3]), pen.setLineDash([]), pen.lineTo(0, 0), pen.lineTo(1, 1), pen.stroke()));
  assert.ok(!("stroke-dasharray" in found));
});

test("colours come out as SVG 1.1 has them", () => {
  const fillOf = (colour: string): (string | undefined)[] => {
    const found = attributes("path", (pen) => ((pen.fillStyle = colour), pen.fillRect(0, 0, 1, 1)));
    return [found["fill"], found["fill-opacity"]];
  };
  assert.deepEqual(fillOf("#b3261e80"), ["#b3261e", "0.502"]);
  assert.deepEqual(fillOf("#abc8"), ["#abc", "0.533"]);
  assert.deepEqual(fillOf("rgb(1 2 3 / 50%)"), ["#010203", "0.5"]);
  assert.deepEqual(fillOf("rgb(1, 2, 3)"), ["#010203", undefined]);
  assert.deepEqual(fillOf("transparent"), ["none", undefined]);
  assert.deepEqual(fillOf("tomato"), ["tomato", undefined]);
});

test("what SVG text cannot be is refused, not drawn otherwise", () => {
  assert.throws(() => drawn((pen) => ((pen.fillStyle = {} as CanvasGradient), pen.fillRect(0, 0, 1, 1))), /plain colours/);
});

test("a font is taken apart", () => {
  const found = text((pen) => (pen.font = 'italic 600 11.5px/1.2 system-ui, "Segoe UI"'));
  assert.deepEqual([found["font-style"], found["font-weight"], found["font-size"], found["font-family"]], ["italic", "600", "11.5", 'system-ui, "Segoe UI"']);
});

test("points are a third larger than pixels", () => {
  assert.equal(text((pen) => (pen.font = "12pt serif"))["font-size"], "16");
});

test("text is at the end that its alignment and its direction tell", () => {
  const anchor = (textAlign: CanvasTextAlign, direction: CanvasDirection): string | undefined => text((pen) => Object.assign(pen, { textAlign, direction }))["text-anchor"];
  assert.deepEqual((["left", "right", "start", "end", "center"] as const).map((align) => anchor(align, "ltr")), [undefined, "end", undefined, "end", "middle"]);
  assert.deepEqual((["left", "right", "start", "end", "center"] as const).map((align) => anchor(align, "rtl")), ["end", undefined, undefined, "end", "middle"]);
});

test("text stands on its line of reference without the reader's knowing of any", () => {
  assert.deepEqual(text((pen) => (pen.textBaseline = "middle")), { x: "20", y: "33.5", "font-family": "serif", "font-size": "10", fill: "#000" });
});

test("text is moved with the pen, and turned with it", () => {
  assert.equal(text((pen) => pen.translate(1, 2))["x"], "21");
  assert.equal(text((pen) => (pen.translate(1, 2), pen.rotate(Math.PI / 2)))["transform"], "matrix(0.0000 1.0000 -1.0000 0.0000 1 2)");
});

test("the line around text grows with the text, once", () => {
  const found = attributes("text", (pen) => (pen.scale(3, 3), (pen.lineWidth = 2), pen.strokeText("x", 1, 1)));
  assert.deepEqual([found["stroke-width"], found["transform"]], ["2", "matrix(3.0000 0.0000 0.0000 3.0000 0 0)"]);
});

test("spaces in a text are kept", () => {
  for (const said of [" a", "a ", "a  b"]) assert.equal(attributes("text", (pen) => pen.fillText(said, 0, 0))["xml:space"], "preserve");
});

test("text is measured by the one who can, in the font of the moment", () => {
  const pen = new SvgPen((said, font) => said.length * font.length);
  pen.font = "1px x";
  assert.equal(pen.measureText("abc").width, 15);
});
