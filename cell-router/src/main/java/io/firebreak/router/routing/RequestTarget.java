package io.firebreak.router.routing;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a method and a path mean. Paths are compared as they came: an escaped or doubled character makes another path, so
 * that the router and the cell cannot read one path in two ways.
 */
public sealed interface RequestTarget {
    /** A launch, anywhere in the tenant's shard. */
    record Launch() implements RequestTarget {}

    /** A list over the tenant's shard. */
    record InstanceList() implements RequestTarget {}

    /** A call about one instance, for the cell that holds it. */
    record OneInstance(RequestKind kind, InstanceId id) implements RequestTarget {}

    /** A call any cell of the tenant's shard can answer. */
    record AnyMember(RequestKind kind) implements RequestTarget {}

    /** The description of the API, which any cell can answer and which needs no key. */
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
            case "/v1/shard" -> onlyGet(method, new AnyMember(RequestKind.SHARD));
            case "/v1/instance-types" -> onlyGet(method, new AnyMember(RequestKind.INSTANCE_TYPES));
            case "*" -> new WrongMethod("DELETE, GET, POST");
            case "/v3/api-docs" -> onlyGet(method, new ApiDocs());
            default -> OnePath.read(method, path);
        };
    }

    private static RequestTarget onlyGet(String method, RequestTarget target) {
        return method.equals("GET") ? target : new WrongMethod("GET");
    }

    /** {@code /v1/instances/{id}} and its actions. */
    final class OnePath {
        private static final Pattern SHAPE = Pattern.compile("/v1/instances/([^/:]+)(:start|:stop|:reboot)?");

        private OnePath() {}

        private static RequestTarget read(String method, String path) {
            Matcher matcher = SHAPE.matcher(path);
            if (!matcher.matches()) {
                return new NoSuchPath();
            }
            boolean action = matcher.group(2) != null;
            Optional<RequestKind> kind = kindOf(method, action);
            if (kind.isEmpty()) {
                return new WrongMethod(action ? "POST" : "GET, DELETE");
            }
            return InstanceId.parse(matcher.group(1))
                    .<RequestTarget>map(id -> new OneInstance(kind.get(), id))
                    .orElseGet(() -> new NoSuchInstance(kind.get()));
        }

        private static Optional<RequestKind> kindOf(String method, boolean action) {
            return switch (method) {
                case "POST" -> action ? Optional.of(RequestKind.ACT) : Optional.empty();
                case "GET" -> action ? Optional.empty() : Optional.of(RequestKind.DESCRIBE);
                case "DELETE" -> action ? Optional.empty() : Optional.of(RequestKind.TERMINATE);
                default -> Optional.empty();
            };
        }
    }
}
