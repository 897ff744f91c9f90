package io.firebreak.router.tenancy;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The name in the {@code Host} header, in lower case, without its port and the dot of the root. */
final class HostName {
    private static final Pattern PORT = Pattern.compile("\\.?(?::[0-9]*)?$");
    private static final Pattern ADDRESS = Pattern.compile("\\[.*|[0-9.]+");

    private HostName() {}

    /** Empty when there is none, or an address stands there. */
    static String of(RequestHead head) {
        List<String> hosts = head.header("Host");
        if (hosts.size() != 1) {
            return "";
        }
        String name =
                PORT.matcher(hosts.getFirst().strip().toLowerCase(Locale.ROOT)).replaceFirst("");
        return ADDRESS.matcher(name).matches() ? "" : name;
    }
}
