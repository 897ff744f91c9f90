package io.firebreak.identity;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a process in its certificate: {@code spiffe://firebreak/<role>/<name>}, the one URI among the subject's
 * alternative names, as the SPIFFE X.509-SVID standard has it. All nodes of a cell have the name of their cell, and so has its
 * fleet, with another role.
 *
 * @param name {@code [a-z0-9-]{1,40}}
 */
public record ServiceName(Role role, String name) {
    private static final String TRUST_DOMAIN = "spiffe://firebreak/";
    private static final String NAME = "[a-z0-9-]{1,40}";
    private static final Pattern TEXT = Pattern.compile("([a-z]{1,20})/(" + NAME + ")");
    /** The tag of a URI among alternative names (RFC 5280, section 4.2.1.6). */
    private static final int URI = 6;

    public ServiceName {
        if (!name.matches(NAME)) {
            throw new IllegalArgumentException("'%s' names no process: use %s".formatted(name, NAME));
        }
    }

    /** The name in short, {@code <role>/<name>}; empty when it is none. */
    public static Optional<ServiceName> of(String text) {
        Matcher parts = TEXT.matcher(text);
        return parts.matches()
                ? Role.of(parts.group(1)).map(role -> new ServiceName(role, parts.group(2)))
                : Optional.empty();
    }

    /** Whom a certificate names; empty unless it is exactly one process of a region. */
    public static Optional<ServiceName> of(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            List<String> uris = names == null
                    ? List.of()
                    : names.stream()
                            .filter(name -> Integer.valueOf(URI).equals(name.getFirst()))
                            .map(name -> String.valueOf(name.get(1)))
                            .toList();
            return uris.size() == 1 && uris.getFirst().startsWith(TRUST_DOMAIN)
                    ? of(uris.getFirst().substring(TRUST_DOMAIN.length()))
                    : Optional.empty();
        } catch (CertificateParsingException unreadable) {
            return Optional.empty();
        }
    }

    /** As it stands in a certificate. */
    public String uri() {
        return TRUST_DOMAIN + this;
    }

    @Override
    public String toString() {
        return role + "/" + name;
    }
}
