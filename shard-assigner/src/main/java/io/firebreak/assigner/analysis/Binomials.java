package io.firebreak.assigner.analysis;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.HashMap;
import java.util.Map;

/** Exact binomial coefficients, kept row by row because the sums here ask for the same few rows again and again. */
final class Binomials {
    private final Map<Integer, BigInteger[]> rows = new HashMap<>();
    private final int mostChosen;

    /** @param mostChosen the greatest k ever asked for */
    Binomials(int mostChosen) {
        this.mostChosen = mostChosen;
    }

    /** C(n, k); 0 where k is below 0 or above n. */
    static BigInteger choose(int n, int k) {
        return k < 0 || k > n ? BigInteger.ZERO : row(n, k)[k];
    }

    private BigInteger cached(int n, int k) {
        return k < 0 || k > n ? BigInteger.ZERO : rows.computeIfAbsent(n, it -> row(it, Math.min(it, mostChosen)))[k];
    }

    private static BigInteger[] row(int n, int most) {
        BigInteger[] row = new BigInteger[most + 1];
        row[0] = BigInteger.ONE;
        for (int k = 1; k <= most; k++) {
            row[k] = row[k - 1].multiply(BigInteger.valueOf(n - k + 1)).divide(BigInteger.valueOf(k));
        }
        return row;
    }

    /** The probability that {@code drawn} of {@code all} things, drawn without putting back, hit {@code hits} of the marked. */
    BigDecimal hypergeometric(int hits, int all, int marked, int drawn, MathContext precision) {
        BigInteger ways = cached(marked, hits).multiply(cached(all - marked, drawn - hits));
        return new BigDecimal(ways).divide(new BigDecimal(cached(all, drawn)), precision);
    }

    BigDecimal chooseDecimal(int n, int k) {
        return new BigDecimal(cached(n, k));
    }
}
