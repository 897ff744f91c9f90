package io.firebreak.router.tenancy;

import io.firebreak.assigner.TenantId;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** One place of a request where its tenant may stand. */
public sealed interface TenantSource {
    /** What stands there. */
    Reading read(RequestHead head);

    /** A header's whole value. */
    record Header(String name) implements TenantSource {
        @Override
        public Reading read(RequestHead head) {
            List<String> values = head.header(name);
            return switch (values.size()) {
                case 0 -> new Reading.Nothing();
                case 1 -> TenantName.of(values.getFirst().strip());
                default -> new Reading.Unclear("Header %s stands more than once".formatted(name));
            };
        }
    }

    /**
     * A header with a secret, of which only the hash is kept. A scheme such as {@code Bearer} before it is not part of it.
     *
     * @param known tenants by the SHA-256 of their keys, 64 hex digits; any other key is a tenant of its own
     */
    record ApiKey(String name, Map<String, TenantId> known) implements TenantSource {
        private static final Pattern SCHEME = Pattern.compile("(?i:bearer|apikey|basic|token) +");

        public ApiKey {
            known = Map.copyOf(known);
        }

        @Override
        public Reading read(RequestHead head) {
            List<String> values = head.header(name);
            if (values.size() > 1) {
                return new Reading.Unclear("Header %s stands more than once".formatted(name));
            }
            String key = values.isEmpty()
                    ? ""
                    : SCHEME.matcher(values.getFirst().strip()).replaceFirst("");
            if (key.isEmpty()) {
                return new Reading.Nothing();
            }
            String digest = TenantName.sha256(key);
            TenantId tenant = known.get(digest);
            return new Reading.Named(tenant == null ? TenantName.ofSecret(digest) : tenant);
        }

        /** Leaves the hashes out. */
        @Override
        public String toString() {
            return "ApiKey[name=%s, known=%d]".formatted(name, known.size());
        }
    }

    /**
     * One label of the host's name: {@code acme} in {@code acme.example.com} is the first. A name of no more labels than
     * that, or an address, has none.
     *
     * @param place 1 for the first
     */
    record HostLabel(int place) implements TenantSource {
        @Override
        public Reading read(RequestHead head) {
            String[] labels = HostName.of(head).split("\\.", -1);
            return labels.length <= place ? new Reading.Nothing() : TenantName.of(labels[place - 1]);
        }
    }

    /**
     * The one label before a suffix of the host's name: {@code acme} in {@code acme.example.com} with {@code .example.com}.
     *
     * @param suffix in lower case, beginning with a dot
     */
    record HostSuffix(String suffix) implements TenantSource {
        @Override
        public Reading read(RequestHead head) {
            String host = HostName.of(head);
            if (!host.endsWith(suffix)) {
                return new Reading.Nothing();
            }
            String label = host.substring(0, host.length() - suffix.length());
            return label.indexOf('.') < 0 ? TenantName.of(label) : new Reading.Nothing();
        }
    }

    /**
     * The segment of the path after a prefix: {@code acme} in {@code /tenants/acme/orders} with {@code /tenants/}.
     *
     * @param prefix beginning and ending with a slash
     */
    record PathPrefix(String prefix) implements TenantSource {
        @Override
        public Reading read(RequestHead head) {
            return PathSegment.after(prefix, head.uri());
        }
    }

    /** A parameter of the query, once. */
    record Query(String name) implements TenantSource {
        @Override
        public Reading read(RequestHead head) {
            return QueryParameter.read(name, head.uri());
        }
    }
}
