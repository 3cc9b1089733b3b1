// Zip files without a library: written uncompressed, read compressed or not. Enough for a few small files of text.

const LOCAL = 0x04034b50, CENTRAL = 0x02014b50, END = 0x06054b50;
const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let value = n;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** The checksum that zip files use. */
export function crc32(bytes) {
  let value = 0xffffffff;
  for (const byte of bytes) value = TABLE[(value ^ byte) & 0xff] ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}

function header(signature, numbers) {
  const size = numbers.reduce((sum, [, width]) => sum + width, 4);
  const view = new DataView(new ArrayBuffer(size));
  view.setUint32(0, signature, true);
  let at = 4;
  for (const [number, width] of numbers) {
    if (width === 2) view.setUint16(at, number, true);
    else view.setUint32(at, number, true);
    at += width;
  }
  return new Uint8Array(view.buffer);
}

/** A zip file of `files` ({name: Uint8Array}) as a Blob. */
export function makeZip(files) {
  const utf8 = 0x0800, day = 0x21; // names in UTF-8; 1 January 1980, because a date is of no use here
  const parts = [], index = [];
  let offset = 0;
  for (const [name, bytes] of Object.entries(files)) {
    const path = new TextEncoder().encode(name), sum = crc32(bytes);
    const common = [[20, 2], [utf8, 2], [0, 2], [0, 2], [day, 2], [sum, 4], [bytes.length, 4], [bytes.length, 4], [path.length, 2], [0, 2]];
    const local = header(LOCAL, common);
    parts.push(local, path, bytes);
    index.push(header(CENTRAL, [[20, 2], ...common, [0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]]), path);
    offset += local.length + path.length + bytes.length;
  }
  const size = index.reduce((sum, part) => sum + part.length, 0), count = Object.keys(files).length;
  const end = header(END, [[0, 2], [0, 2], [count, 2], [count, 2], [size, 4], [offset, 4], [0, 2]]);
  return new Blob([...parts, ...index, end], { type: "application/zip" });
}

async function inflate(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** The files of a zip file as {name: Uint8Array}; names without folders. Throws when it is none, or is damaged. */
export async function readZip(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - 22;
  while (end >= 0 && view.getUint32(end, true) !== END) end -= 1;
  if (end < 0) throw new Error("not a zip file");
  const found = {};
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    if (view.getUint32(at, true) !== CENTRAL) throw new Error("damaged zip file");
    const [method, sum, size] = [view.getUint16(at + 10, true), view.getUint32(at + 16, true), view.getUint32(at + 20, true)];
    const [long, extra, comment, local] = [view.getUint16(at + 28, true), view.getUint16(at + 30, true), view.getUint16(at + 32, true), view.getUint32(at + 42, true)];
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + long));
    const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    const packed = bytes.subarray(start, start + size);
    if (!name.endsWith("/")) {
      const content = method === 8 ? await inflate(packed) : packed;
      if (crc32(content) !== sum) throw new Error("damaged zip file");
      found[name.split("/").pop()] = content;
    }
    at += 46 + long + extra + comment;
  }
  return found;
}
