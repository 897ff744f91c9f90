package io.firebreak.chaos.predict;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;

/** How n and k trade off, as a table. */
final class TradeOffText {
    private static final String ROW = "%6s %6s %16s   %12s %12s   %12s %12s%n";
    /** Longer numbers of shards are shown to three digits. */
    private static final BigInteger LONG_NUMBER = BigInteger.TEN.pow(12);

    private TradeOffText() {}

    static void print(List<TradeOff> choices, int failed, int poison, PrintWriter out) {
        out.printf("%n%-30s   %-25s   %s%n", "", counted(failed, "failed cell"), counted(poison, "poison tenant"));
        out.printf(ROW, "CELLS", "SHARD", "SHARDS", "BELOW SLO", "TOUCHED", "BELOW SLO", "TOUCHED");
        for (TradeOff choice : choices) {
            out.printf(
                    ROW,
                    choice.cells(),
                    choice.shardSize(),
                    number(choice.shards()),
                    PredictionText.percent(choice.failedCells().belowSlo()),
                    PredictionText.percent(choice.failedCells().touched()),
                    PredictionText.percent(choice.poisonTenants().belowSlo()),
                    PredictionText.percent(choice.poisonTenants().touched()));
        }
    }

    static String counted(int count, String singular) {
        return count + " " + singular + (count == 1 ? "" : "s");
    }

    private static String number(BigInteger number) {
        return number.compareTo(LONG_NUMBER) < 0
                ? String.format(Locale.ROOT, "%,d", number)
                : String.format(Locale.ROOT, "%.2e", new BigDecimal(number, MathContext.DECIMAL64));
    }
}
