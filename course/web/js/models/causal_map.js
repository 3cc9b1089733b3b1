// Twin of course/models/causal_map.py: the loops of a causal map, and what is missing in it.

const LOOP_LONGEST = 8;
const MAP_FEWEST = 6;
const MAP_EACH_WAY = 2;

const tidyName = (name) => (name || "").split(/\s+/u).filter(Boolean).join(" ");

/** A name as boxes are compared. */
export const plainName = (name) => tidyName(name).toLowerCase();

/** Loops as {boxes, kind}; `arrows` have from, to, sign. */
export function mapLoops(arrows) {
  const label = new Map();
  const out = new Map();
  arrows.forEach((arrow) => {
    const [start, end] = [plainName(arrow.from), plainName(arrow.to)];
    if (!start || !end || start === end) return;
    if (!label.has(start)) label.set(start, tidyName(arrow.from));
    if (!label.has(end)) label.set(end, tidyName(arrow.to));
    if (!out.has(start)) out.set(start, new Map());
    if (!out.get(start).has(end)) out.get(start).set(end, arrow.sign || "plus");
  });
  const place = new Map([...label.keys()].map((name, number) => [name, number]));
  const found = [];
  function walk(way, minus) {
    (out.get(way[way.length - 1]) || new Map()).forEach((sign, following) => {
      const count = minus + (sign === "minus" ? 1 : 0);
      if (following === way[0]) {
        found.push({ boxes: way.map((name) => label.get(name)), kind: count % 2 ? "balancing" : "reinforcing" });
      } else if (place.get(following) > place.get(way[0]) && !way.includes(following) && way.length < LOOP_LONGEST) {
        walk([...way, following], count);
      }
    });
  }
  label.forEach((_label, name) => walk([name], 0));
  return found;
}

/** What the map still needs: {arrows, md, dm, source}. */
export function mapMissing(arrows) {
  const of = (direction) => Math.max(0, MAP_EACH_WAY - arrows.filter((arrow) => arrow.direction === direction).length);
  return { arrows: Math.max(0, MAP_FEWEST - arrows.length), md: of("md"), dm: of("dm"),
    source: arrows.filter((arrow) => !(arrow.source || "").trim()).length };
}
