/** A picture as it is kept and served. Sizes in pixels. */
export type PictureFile = { file: Buffer; mediaType: "image/jpeg" | "image/png"; width: number; height: number };

const pngSignature = Buffer.from("89504e470d0a1a0a", "hex");
/** Chunks that say how a picture looks (PNG, third edition); all others may hold texts, times and places. */
const pngChunks = new Set("IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB bKGD pHYs".split(" "));

function readPng(bytes: Buffer): PictureFile | null {
  const kept: Buffer[] = [pngSignature];
  let size = { width: 0, height: 0 };
  for (let at = pngSignature.length; at + 12 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const name = bytes.toString("latin1", at + 4, at + 8);
    const end = at + 12 + length;
    if (end > bytes.length) return null;
    if (name === "IHDR" && length === 13) size = { width: bytes.readUInt32BE(at + 8), height: bytes.readUInt32BE(at + 12) };
    if (pngChunks.has(name)) kept.push(bytes.subarray(at, end));
    if (name === "IEND") return { file: Buffer.concat(kept), mediaType: "image/png", ...size };
    at = end;
  }
  return null;
}

/** Application data and comments hold what cameras and programs write; colours need a profile (APP2) or Adobe's mark (APP14). */
function isLook(marker: number, segment: Buffer): boolean {
  if (marker === 0xe2) return segment.toString("latin1", 4, 15) === "ICC_PROFILE";
  return marker !== 0xfe && (marker < 0xe1 || marker > 0xef || marker === 0xee);
}

/** Frame headers (ITU-T T.81, table B.1): C0 to CF but for tables and extensions. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

function readJpeg(bytes: Buffer): PictureFile | null {
  const kept: Buffer[] = [bytes.subarray(0, 2)];
  let size = { width: 0, height: 0 };
  for (let at = 2; at + 4 <= bytes.length; ) {
    const marker = bytes[at + 1] ?? 0;
    const end = at + 2 + bytes.readUInt16BE(at + 2);
    if (bytes[at] !== 0xff || end > bytes.length || end < at + 4) return null;
    const segment = bytes.subarray(at, end);
    if (isFrame(marker) && segment.length >= 9) size = { width: segment.readUInt16BE(7), height: segment.readUInt16BE(5) };
    if (isLook(marker, segment)) kept.push(segment);
    if (marker === 0xda) {
      const last = bytes.lastIndexOf(Buffer.from([0xff, 0xd9]));
      if (last < end) return null;
      kept.push(bytes.subarray(end, last + 2));
      return { file: Buffer.concat(kept), mediaType: "image/jpeg", ...size };
    }
    at = end;
  }
  return null;
}

/**
 * A JPEG or PNG file by its content, without what cameras and programs wrote beside the picture (where and when it was taken, by
 * whom). Null for anything else, and for one that is broken.
 */
export function readPicture(bytes: Buffer): PictureFile | null {
  const isPng = bytes.subarray(0, 8).equals(pngSignature);
  const isJpeg = bytes[0] === 0xff && bytes[1] === 0xd8;
  const picture = isPng ? readPng(bytes) : isJpeg ? readJpeg(bytes) : null;
  return picture && picture.width > 0 && picture.height > 0 ? picture : null;
}
