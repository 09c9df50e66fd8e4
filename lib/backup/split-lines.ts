const newline = 10;

/**
 * Cuts a stream into pieces of at most `size` bytes that end where a line does; a longer line is cut. In rows of COPY in
 * text format a line is a row, since line ends inside values are escaped.
 */
export async function* splitLines(source: AsyncIterable<Buffer>, size: number): AsyncGenerator<Buffer> {
  let chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of source) {
    chunks.push(chunk);
    length += chunk.length;
    if (length < size) continue;
    let rest = Buffer.concat(chunks);
    while (rest.length >= size) {
      const cut = rest.lastIndexOf(newline, size - 1) + 1 || size;
      yield rest.subarray(0, cut);
      rest = rest.subarray(cut);
    }
    chunks = [rest];
    length = rest.length;
  }
  if (length > 0) yield Buffer.concat(chunks);
}
