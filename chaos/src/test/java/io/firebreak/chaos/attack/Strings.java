package io.firebreak.chaos.attack;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts that have hurt services, for every place that takes one. */
final class Strings {
    private static final Pattern ESCAPE = Pattern.compile("%([0-9A-Fa-f]{2})");

    private Strings() {}

    /** As text; each has a character that no name, number or time of the API has. */
    static final List<String> INJECTIONS = List.of(
            "' or '1'='1",
            "'; drop table instance; --",
            "\" or 1=1 --",
            "1); select pg_sleep(10); --",
            "$$; truncate audit; $$",
            "i-' union select value from cell_secret --",
            "${jndi:ldap://127.0.0.1:1/a}",
            "#{T(java.lang.Runtime).getRuntime()}",
            "{{7*7}}",
            "<script>alert(1)</script>",
            "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>",
            "../../../../etc/passwd",
            "..\\..\\windows",
            "|id",
            "`id`",
            "$(id)",
            "a\u0000b",
            "a\r\nX-Injected: yes",
            "\u202etxt.exe",
            "\ud83d\udd25",
            "%s%n%x",
            "*)(uid=*",
            "{\"$gt\":\"\"}",
            "__proto__[x]=1",
            "-1e309",
            "NaN!",
            "x y",
            " ",
            "x".repeat(3_000));

    /** The reverse of {@link #escaped}, which leaves whatever is no escape as it is. */
    static String plain(String target) {
        return ESCAPE.matcher(target)
                .replaceAll(escape ->
                        Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(escape.group(1), 16))));
    }

    /** Escaped for a path or a query, every byte that is not a letter or a digit. */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            int c = b & 0xff;
            boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            escaped.append(plain ? String.valueOf((char) c) : "%%%02X".formatted(c));
        }
        return escaped.toString();
    }
}
