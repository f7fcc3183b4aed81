package io.headrace.exact;

import java.math.BigInteger;
import java.util.Arrays;

/// Sums of products of columns over rows, exact: rows can be added and removed in any order, and the same rows give
/// the same bits.
///
/// Column 0 is the intercept (always 1), columns 1 to `columns` are the encoded features, the last is the label.
/// Of each pair the sum of products is kept once, as a 448-bit two's-complement integer in units of 2⁻²²⁴: a fixed
/// point wide enough for every product of two accepted values and for 2¹⁰⁰ rows. This is Kulisch's long accumulator
/// for the exact dot product (*Computer Arithmetic and Validity*, 2008), narrowed by a bound on the values.
///
/// A value must be 0 or have a magnitude from 2⁻⁶⁰ to 2⁶⁰, see [#fits]. Not thread-safe.
public final class GramMatrix {

    /// The most encoded feature columns.
    public static final int COLUMNS_MAX = 256;

    /// One unit is 2 to this power.
    public static final int UNIT_EXPONENT = -224;

    /// Longs per entry.
    static final int LIMBS = 7;

    private static final double SMALLEST = 0x1p-60;
    private static final double LARGEST = 0x1p60;
    private static final long ONE_MANTISSA = 1L << 52;

    /// A mantissa is 53 bits, so a value of exponent −60 is a multiple of 2⁻¹¹², half of the unit's exponent.
    private static final int EXPONENT_BIAS = 1023 - 60;

    private static final int ONE_SHIFT = 60;

    private final int columns;
    private final int size;
    private final long[] limbs;
    private final int[] index;
    private final long[] mantissa;
    private final int[] shift;

    /// An empty matrix.
    ///
    /// @param columns encoded feature columns, without intercept and label
    public GramMatrix(int columns) {
        this(columns, new long[limbs(columns)]);
    }

    GramMatrix(int columns, long[] limbs) {
        this.columns = columns;
        this.size = columns + 2;
        this.limbs = limbs;
        this.index = new int[size];
        this.mantissa = new long[size];
        this.shift = new int[size];
    }

    /// Whether a value can be summed: 0, or finite and from 2⁻⁶⁰ to 2⁶⁰ in magnitude.
    public static boolean fits(double value) {
        double magnitude = Math.abs(value);
        return magnitude == 0 || (magnitude >= SMALLEST && magnitude <= LARGEST);
    }

    /// Adds a row.
    ///
    /// @param row the encoded features, then the label
    public void add(double[] row) {
        accumulate(row, 1);
    }

    /// Takes a row away, whether or not it was added before.
    public void remove(double[] row) {
        accumulate(row, -1);
    }

    /// Adds every row of another matrix.
    public GramMatrix plus(GramMatrix other) {
        if (columns != other.columns) {
            throw new IllegalArgumentException("a matrix of %d columns cannot be added to one of %d: encode both alike"
                    .formatted(other.columns, columns));
        }
        for (int from = 0; from < limbs.length; from += LIMBS) {
            long carry = 0;
            for (int at = from; at < from + LIMBS; at++) {
                long left = limbs[at];
                long right = other.limbs[at];
                long sum = left + right + carry;
                carry = carryOf(left, right, sum);
                limbs[at] = sum;
            }
        }
        return this;
    }

    public GramMatrix copy() {
        return new GramMatrix(columns, limbs.clone());
    }

    /// Encoded feature columns, without intercept and label.
    public int columns() {
        return columns;
    }

    /// Rows added minus rows removed.
    public long count() {
        return (limbs[3] >>> 32) | (limbs[4] << 32);
    }

    /// The sum of products of two columns in units of 2⁻²²⁴; 0 is the intercept, `columns() + 1` the label.
    public BigInteger sum(int one, int other) {
        int at = LIMBS * (row(Math.min(one, other)) + Math.max(one, other));
        byte[] bytes = new byte[LIMBS * Long.BYTES];
        for (int i = 0; i < bytes.length; i++) {
            bytes[bytes.length - 1 - i] = (byte) (limbs[at + i / Long.BYTES] >>> (8 * (i % Long.BYTES)));
        }
        return new BigInteger(bytes);
    }

    /// Sets the sum of products of two columns, which must fit.
    void set(int one, int other, BigInteger sum) {
        int at = LIMBS * (row(Math.min(one, other)) + Math.max(one, other));
        for (int limb = 0; limb < LIMBS; limb++) {
            limbs[at + limb] = sum.shiftRight(limb * Long.SIZE).longValue();
        }
    }

    /// The size of the raw form.
    public int rawSize() {
        return limbs.length * Long.BYTES;
    }

    /// Writes the raw form: every limb, little-endian; as quick as a copy of memory.
    public void writeTo(byte[] target, int offset) {
        GramBytes.writeRaw(limbs, target, offset);
    }

    /// Reads the raw form of a matrix of as many columns.
    public static GramMatrix readFrom(byte[] source, int offset, int columns) {
        return new GramMatrix(columns, GramBytes.readRaw(source, offset, limbs(columns)));
    }

    /// The compact form: as short as the numbers are.
    public byte[] toBytes() {
        return GramBytes.compact(columns, limbs);
    }

    /// Reads the compact form.
    public static GramMatrix fromBytes(byte[] bytes) {
        return GramBytes.expand(bytes);
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof GramMatrix other && columns == other.columns && Arrays.equals(limbs, other.limbs);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(limbs);
    }

    @Override
    public String toString() {
        return "GramMatrix[columns=%d, rows=%d]".formatted(columns, count());
    }

    static int limbs(int columns) {
        if (columns < 0 || columns > COLUMNS_MAX) {
            throw new IllegalArgumentException("%d columns: at most %d after encoding".formatted(columns, COLUMNS_MAX));
        }
        return LIMBS * (columns + 2) * (columns + 3) / 2;
    }

    private int row(int i) {
        return i * size - i * (i + 1) / 2;
    }

    private void accumulate(double[] row, int sign) {
        int present = load(row);
        for (int a = 0; a < present; a++) {
            int from = row(index[a]);
            long left = sign * mantissa[a];
            for (int b = a; b < present; b++) {
                addProduct(LIMBS * (from + index[b]), left, mantissa[b], shift[a] + shift[b]);
            }
        }
    }

    /// Takes the row apart into signed mantissas; zeros are left out. Nothing is summed unless every value fits.
    private int load(double[] row) {
        if (row.length != columns + 1) {
            throw new IllegalArgumentException(
                    "a row of %d values: %d features and the label are expected".formatted(row.length, columns));
        }
        index[0] = 0;
        mantissa[0] = ONE_MANTISSA;
        shift[0] = ONE_SHIFT;
        int present = 1;
        for (int i = 0; i < row.length; i++) {
            double value = row[i];
            if (!fits(value)) {
                throw new IllegalArgumentException(
                        "%s in column %d: a value is 0 or from 2^-60 to 2^60 in magnitude".formatted(value, i));
            }
            if (value != 0) {
                long bits = Double.doubleToRawLongBits(value);
                long magnitude = (bits & (ONE_MANTISSA - 1)) | ONE_MANTISSA;
                index[present] = i + 1;
                mantissa[present] = bits < 0 ? -magnitude : magnitude;
                shift[present] = (int) ((bits >>> 52) & 0x7ff) - EXPONENT_BIAS;
                present++;
            }
        }
        return present;
    }

    /// Adds `left · right · 2^shift`: the product of 106 bits and a sign spreads over three limbs, and what is above
    /// them changes only by a carry or a borrow.
    private void addProduct(int entry, long left, long right, int shift) {
        long low = left * right;
        long high = Math.multiplyHigh(left, right);
        int bits = shift & 63;
        int at = entry + (shift >>> 6);

        long part = low << bits;
        long old = limbs[at];
        long sum = old + part;
        limbs[at] = sum;
        long carry = carryOf(old, part, sum);

        part = (high << bits) | (low >>> 1 >>> (63 - bits));
        old = limbs[at + 1];
        sum = old + part + carry;
        limbs[at + 1] = sum;
        carry = carryOf(old, part, sum);

        part = high >> 1 >> (63 - bits);
        old = limbs[at + 2];
        sum = old + part + carry;
        limbs[at + 2] = sum;
        long up = carryOf(old, part, sum) + (high >> 63);
        int end = entry + LIMBS;
        for (at += 3; up != 0 && at < end; at++) {
            old = limbs[at];
            limbs[at] = old + up;
            up = up > 0 ? (old == -1 ? 1 : 0) : (old == 0 ? -1 : 0);
        }
    }

    private static long carryOf(long left, long right, long sum) {
        return ((left & right) | ((left | right) & ~sum)) >>> 63;
    }
}
