package io.firebreak.router.tenancy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The segment after a prefix of a path. Services undo escapes, merge slashes and resolve dots before they look at a path,
 * each in its own way: a path of which that makes another tenant is refused, so that no request reaches a shard that is not
 * its tenant's. A {@code ..} is refused anywhere: which segment it takes away depends on what else a service does before (RFC
 * 3986, section 5.2.4, lets it take away an empty one, which others have merged by then), and clients resolve it themselves.
 */
final class PathSegment {
    private PathSegment() {}

    static Reading after(String prefix, String uri) {
        int query = uri.indexOf('?');
        String path = query < 0 ? uri : uri.substring(0, query);
        Optional<String> plain = Escapes.undo(path);
        if (plain.isEmpty()) {
            return new Reading.Unclear("The path has an escape that is not well-formed");
        }
        List<String> segments = segmentsOf(plain.get());
        String merged = "/" + String.join("/", segments) + "/";
        Optional<String> name = Escapes.undo(segmentAfter(prefix, path));
        if (segments.contains("..") || name.isEmpty() || !name.get().equals(segmentAfter(prefix, merged))) {
            return new Reading.Unclear(
                    "The path can be read as another tenant's: send it without dots, doubled slashes, "
                            + "escaped slashes and parameters");
        }
        return TenantName.of(name.get());
    }

    private static String segmentAfter(String prefix, String path) {
        if (!path.startsWith(prefix)) {
            return "";
        }
        int end = path.indexOf('/', prefix.length());
        return path.substring(prefix.length(), end < 0 ? path.length() : end);
    }

    /** As the most eager service would read them: backslashes are slashes, and what follows a semicolon is a parameter. */
    private static List<String> segmentsOf(String path) {
        List<String> segments = new ArrayList<>();
        for (String segment : path.replace('\\', '/').split("/", -1)) {
            int parameter = segment.indexOf(';');
            String bare = parameter < 0 ? segment : segment.substring(0, parameter);
            if (!bare.isEmpty() && !bare.equals(".")) {
                segments.add(bare);
            }
        }
        return segments;
    }
}
