// A hash table of the cells of a grid: for each, the first of a chain of points. No objects, so that 100,000 cells take milliseconds.

/** Column, row, first point (-1: none), and whether the slot is used: side by side, so that a look is one access to memory. */
const SLOT = 4;
const HINTS_A_SLOT = 8;

/** Cells by their column and row, with open addresses. */
export class Cells {
  private readonly width: number;
  private readonly wrap: number;
  private readonly slots: Int32Array;
  /** A bit for each of many hashes: most cells asked for are empty, and this small table tells so without the large one. */
  private readonly hints: Uint8Array;

  /** Cells of a width, of which at most so many will be used. */
  constructor(width: number, most: number) {
    const count = 2 ** Math.ceil(Math.log2(most * 2 + 8));
    this.width = width;
    this.wrap = count - 1;
    this.slots = new Int32Array(count * SLOT);
    this.hints = new Uint8Array((count * HINTS_A_SLOT) / 8);
  }

  /** The column or row of a position. */
  of(position: number): number {
    return Math.floor(position / this.width);
  }

  /** The first point of a cell, or -1. */
  first(column: number, row: number): number {
    const hash = hashOf(column, row);
    if (((this.hints[(hash >>> 3) & this.wrap] as number) & (1 << (hash & 7))) === 0) return -1;
    const slot = this.find(hash, column, row);
    return this.slots[slot + 3] === 0 ? -1 : (this.slots[slot + 2] as number);
  }

  /** Make a point the first of a cell, or -1 for none. */
  put(column: number, row: number, point: number): void {
    const hash = hashOf(column, row);
    const hint = (hash >>> 3) & this.wrap;
    this.hints[hint] = (this.hints[hint] as number) | (1 << (hash & 7));
    const slot = this.find(hash, column, row);
    this.slots[slot] = column;
    this.slots[slot + 1] = row;
    this.slots[slot + 2] = point;
    this.slots[slot + 3] = 1;
  }

  private find(hash: number, column: number, row: number): number {
    let slot = (hash & this.wrap) * SLOT;
    while (this.slots[slot + 3] === 1 && (this.slots[slot] !== column || this.slots[slot + 1] !== row)) {
      slot = (slot + SLOT) & (this.wrap * SLOT + SLOT - 1);
    }
    return slot;
  }
}

/** A hash that keeps each four by four cells together. */
function hashOf(column: number, row: number): number {
  let mixed = (Math.imul(column >> 2, 0x9e3779b1) + (row >> 2)) | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  return ((mixed ^ (mixed >>> 13)) << 4) | ((column & 3) << 2) | (row & 3);
}
