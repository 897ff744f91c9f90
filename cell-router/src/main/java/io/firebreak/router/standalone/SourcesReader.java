package io.firebreak.router.standalone;

import io.firebreak.assigner.TenantId;
import io.firebreak.router.tenancy.TenantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the places where a request's tenant may stand, in their order. */
final class SourcesReader {
    /** Those that are passed on to cells. */
    private static final Pattern FIELD_NAME = Pattern.compile("[A-Za-z0-9-]{1,64}");

    private static final String HEADER = "the name of a header, of letters, digits and - (no others are passed on)";

    private static final Pattern SUFFIX = Pattern.compile("(\\.[a-z0-9-]{1,63}){1,10}");
    private static final Pattern PREFIX = Pattern.compile("/([A-Za-z0-9._~-]+/){0,8}");
    private static final Pattern PARAMETER = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int MOST_LABELS = 9;
    private static final int MOST_PLACES = 10;
    private static final String[] PLACES = {"apiKey", "header", "hostLabel", "hostSuffix", "pathPrefix", "query"};
    private static final String ACCEPTED = "mappings of one of " + String.join(", ", PLACES);

    private final Map<String, TenantId> keys;

    /** The keys of tenants by their SHA-256. */
    SourcesReader(Map<String, TenantId> keys) {
        this.keys = keys;
    }

    List<TenantSource> read(Section tenants) {
        return tenants.need("from", "a list of " + ACCEPTED).stream()
                .flatMap(list -> list.items(1, MOST_PLACES, ACCEPTED).stream())
                .flatMap(place -> place(place).stream())
                .toList();
    }

    private Optional<TenantSource> place(Value value) {
        Section section = Section.of(value, PLACES);
        if (section.values().size() != 1) {
            if (value.isMapping() && !section.values().isEmpty()) {
                value.reject("one of " + String.join(", ", PLACES));
            }
            return Optional.empty();
        }
        Map.Entry<String, Value> only = section.values().entrySet().iterator().next();
        Value place = only.getValue();
        return switch (only.getKey()) {
            case "apiKey" -> matching(place, FIELD_NAME, HEADER).map(name -> new TenantSource.ApiKey(name, keys));
            case "header" -> matching(place, FIELD_NAME, HEADER).map(TenantSource.Header::new);
            case "hostSuffix" ->
                matching(place, SUFFIX, "a suffix in lower case, such as .example.com")
                        .map(TenantSource.HostSuffix::new);
            case "pathPrefix" ->
                matching(place, PREFIX, "a path that begins and ends with /, such as /tenants/")
                        .map(TenantSource.PathPrefix::new);
            case "query" ->
                matching(place, PARAMETER, "the name of a parameter").map(TenantSource.Query::new);
            default ->
                place.as(
                                "a whole number of 1 to %d".formatted(MOST_LABELS),
                                text -> Notation.whole(text).filter(it -> it >= 1 && it <= MOST_LABELS))
                        .map(number -> new TenantSource.HostLabel(number.intValue()));
        };
    }

    private static Optional<String> matching(Value value, Pattern shape, String accepted) {
        return value.as(
                accepted,
                text -> Optional.of(text)
                        .filter(it -> shape.matcher(it).matches())
                        .map(it -> shape == SUFFIX ? it.toLowerCase(Locale.ROOT) : it));
    }
}
