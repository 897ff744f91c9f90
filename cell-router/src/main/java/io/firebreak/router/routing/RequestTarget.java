package io.firebreak.router.routing;

import java.util.Comparator;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a method and a path mean. Paths are compared as they came: an escaped or doubled character makes another path, so
 * that the router and the cell cannot read one path in two ways.
 */
public sealed interface RequestTarget {
    /** A launch, anywhere in the tenant's shard. */
    record Launch() implements RequestTarget {}

    /** A list over the tenant's shard. */
    record InstanceList() implements RequestTarget {}

    /** What was done in a tenant's name, over its shard. */
    record AuditList() implements RequestTarget {}

    /** A call about one instance, for the cell that holds it. */
    record OneInstance(RequestKind kind, InstanceId id) implements RequestTarget {}

    /** A call any cell of the tenant's shard can answer. */
    record AnyMember(RequestKind kind) implements RequestTarget {}

    /** A call every cell of the tenant's shard has to carry out. */
    record EveryMember(RequestKind kind) implements RequestTarget {}

    /** Where the page that shows the description lies. */
    String DOCS_FOLDER = "/swagger-ui/";

    /** The files of the page that shows the description; they have no folders. */
    Pattern DOCS_PAGE = Pattern.compile("/swagger-ui/[a-z0-9-]+\\.(html|css|js|png)");

    /** The description of the API and the page that shows it, which any cell can answer and which needs no key. */
    record ApiDocs() implements RequestTarget {}

    /** A call about something no cell can have given that name to. */
    record NoSuchInstance(RequestKind kind) implements RequestTarget {}

    /** A path that exists, with a method it does not have. */
    record WrongMethod(String allowed) implements RequestTarget {}

    /** A path that does not exist. */
    record NoSuchPath() implements RequestTarget {}

    /** The path, without its query, and the method, in upper case. */
    static RequestTarget of(String method, String path) {
        return switch (path) {
            case "/v1/instances" ->
                switch (method) {
                    case "POST" -> new Launch();
                    case "GET" -> new InstanceList();
                    default -> new WrongMethod("GET, POST");
                };
            case "/v1/audit" -> onlyGet(method, new AuditList());
            case "/v1/shard" -> onlyGet(method, new AnyMember(RequestKind.SHARD));
            case "/v1/limits" -> onlyGet(method, new AnyMember(RequestKind.LIMITS));
            case "/v1/instance-types" -> onlyGet(method, new AnyMember(RequestKind.INSTANCE_TYPES));
            case "/v1/placement" -> onlyGet(method, new AnyMember(RequestKind.PLACEMENT));
            case "/v1/placement-groups" ->
                switch (method) {
                    case "POST" -> new EveryMember(RequestKind.PLACEMENT_GROUPS);
                    case "GET" -> new AnyMember(RequestKind.PLACEMENT_GROUPS);
                    default -> new WrongMethod("GET, POST");
                };
            case "*" -> new WrongMethod("DELETE, GET, PATCH, POST, PUT");
            case "/v3/api-docs", "/v3/api-docs/swagger-config" -> onlyGet(method, new ApiDocs());
            default ->
                path.startsWith(DOCS_FOLDER) && DOCS_PAGE.matcher(path).matches()
                        ? onlyGet(method, new ApiDocs())
                        : OnePath.read(method, path);
        };
    }

    private static RequestTarget onlyGet(String method, RequestTarget target) {
        return method.equals("GET") ? target : new WrongMethod("GET");
    }

    /** {@code /v1/instances/{id}}, its actions and what lies below it, and {@code /v1/placement-groups/{name}}. */
    final class OnePath {
        private static final Pattern SHAPE =
                Pattern.compile("/v1/instances/([^/:]+)(:start|:stop|:reboot|/history|/placement|/tags|)");
        private static final Pattern GROUP = Pattern.compile("/v1/placement-groups/[^/]+");

        private static final Map<String, RequestKind> INSTANCE =
                Map.of("GET", RequestKind.DESCRIBE, "DELETE", RequestKind.TERMINATE);
        private static final Map<String, RequestKind> READING = Map.of("GET", RequestKind.DESCRIBE);
        private static final Map<String, RequestKind> TAGS = Map.of("PUT", RequestKind.TAG, "PATCH", RequestKind.TAG);
        private static final Map<String, RequestKind> ACTION = Map.of("POST", RequestKind.ACT);

        private OnePath() {}

        private static RequestTarget read(String method, String path) {
            Matcher matcher = SHAPE.matcher(path);
            if (!matcher.matches()) {
                return GROUP.matcher(path).matches() ? group(method) : new NoSuchPath();
            }
            Map<String, RequestKind> kinds = kindsBelow(matcher.group(2));
            RequestKind kind = kinds.get(method);
            if (kind == null) {
                return new WrongMethod(kinds.keySet().stream()
                        .sorted(Comparator.reverseOrder())
                        .collect(Collectors.joining(", ")));
            }
            return InstanceId.parse(matcher.group(1))
                    .<RequestTarget>map(id -> new OneInstance(kind, id))
                    .orElseGet(() -> new NoSuchInstance(kind));
        }

        private static RequestTarget group(String method) {
            return switch (method) {
                case "GET" -> new AnyMember(RequestKind.PLACEMENT_GROUPS);
                case "DELETE" -> new EveryMember(RequestKind.PLACEMENT_GROUPS);
                default -> new WrongMethod("GET, DELETE");
            };
        }

        /** What each method means, by what follows the id. */
        private static Map<String, RequestKind> kindsBelow(String suffix) {
            return switch (suffix) {
                case "" -> INSTANCE;
                case "/history", "/placement" -> READING;
                case "/tags" -> TAGS;
                default -> ACTION;
            };
        }
    }
}
