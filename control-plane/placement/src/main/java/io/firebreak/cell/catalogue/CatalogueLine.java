package io.firebreak.cell.catalogue;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One line of the catalogue file, taken apart and checked. */
record CatalogueLine(int number, List<String> values) {
    /** The last column, which a line without any leaves out. */
    private static final String ACCELERATORS = "accelerators";

    private static final List<String> COLUMNS = List.of(
            "name",
            "platform",
            "processor",
            "year",
            "vcpus",
            "memoryGiB",
            "networkMbps",
            "network",
            "ebsMbps",
            "ebsBurstMbps",
            "localDisks",
            "networkInterfaces",
            "volumeSlots",
            ACCELERATORS);
    private static final Pattern NAME = Pattern.compile("([a-z0-9]+)\\.(nano|micro|small|medium|metal|[0-9]*x?large)");
    private static final Pattern PLATFORM = Pattern.compile("xen|nitro-v[2-9]");
    private static final Pattern DISKS = Pattern.compile("([0-9]{1,2})x([0-9]{1,5})");
    private static final int MIB_PER_GIB = 1_024;

    /** No figure of any EC2 type is above this; a larger one is a slip of the pen. */
    private static final double MOST = 1_000_000;

    static CatalogueLine of(int number, String text) {
        List<String> values =
                Arrays.stream(text.split(",", -1)).map(String::strip).toList();
        if (values.size() != COLUMNS.size() && values.size() != COLUMNS.size() - 1) {
            throw new InvalidCatalogueException(
                    "line " + number + ": " + values.size() + " values in '" + text + "', expected " + COLUMNS.size()
                            + ": " + String.join(",", COLUMNS) + "; the last may be left out");
        }
        return new CatalogueLine(number, values);
    }

    InstanceType instanceType() {
        Matcher name = matching("name", NAME, "a family, a dot and a size");
        Matcher disks = value("localDisks").isEmpty() ? null : matching("localDisks", DISKS, "COUNTxGB or nothing");
        return new InstanceType(
                name.group(),
                name.group(1),
                matching("platform", PLATFORM, "xen or nitro-v2 and so on").group(),
                text("processor"),
                whole("year", 2006),
                whole("vcpus", 1),
                mebibytes(),
                whole("networkMbps", 1),
                text("network"),
                whole("ebsMbps", 0),
                whole("ebsBurstMbps", whole("ebsMbps", 0)),
                disks == null ? 0 : Integer.parseInt(disks.group(1)),
                disks == null ? 0 : Long.parseLong(disks.group(2)),
                whole("networkInterfaces", 1),
                whole("volumeSlots", 1),
                values.size() == COLUMNS.size() ? whole(ACCELERATORS, 0) : 0);
    }

    InvalidCatalogueException invalid(String column, String value, String expected) {
        return new InvalidCatalogueException(
                "line " + number + ": " + column + " is '" + value + "', expected " + expected);
    }

    private String value(String column) {
        return values.get(COLUMNS.indexOf(column));
    }

    private Matcher matching(String column, Pattern pattern, String expected) {
        Matcher matcher = pattern.matcher(value(column));
        if (!matcher.matches()) {
            throw invalid(column, value(column), expected);
        }
        return matcher;
    }

    private String text(String column) {
        if (value(column).isEmpty()) {
            throw invalid(column, "", "a text");
        }
        return value(column);
    }

    private int whole(String column, int least) {
        double number = number(column);
        if (number < least || number != Math.rint(number)) {
            throw invalid(column, value(column), "a whole number from " + least);
        }
        return (int) number;
    }

    private long mebibytes() {
        double mebibytes = number("memoryGiB") * MIB_PER_GIB;
        if (mebibytes < 1 || mebibytes != Math.rint(mebibytes)) {
            throw invalid("memoryGiB", value("memoryGiB"), "a positive number of GiB that is whole in MiB");
        }
        return (long) mebibytes;
    }

    private double number(String column) {
        try {
            double number = Double.parseDouble(value(column));
            if (number >= 0 && number <= MOST) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            throw invalid(column, value(column), "a number");
        }
        throw invalid(column, value(column), "a number from 0 to " + (long) MOST);
    }
}
