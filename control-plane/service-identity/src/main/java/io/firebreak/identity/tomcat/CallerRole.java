package io.firebreak.identity.tomcat;

import io.firebreak.identity.Role;
import io.firebreak.identity.ServiceName;
import jakarta.servlet.http.HttpServletRequest;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.Set;

/** Who the caller of a request is, by its certificate. */
public final class CallerRole {
    private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

    private CallerRole() {}

    /** Whether the caller has one of these roles. Without TLS nobody has one, and the secret of a path is all there is. */
    public static boolean isOneOf(HttpServletRequest request, Set<Role> roles) {
        if (!request.isSecure()) {
            return true;
        }
        return name(request).filter(name -> roles.contains(name.role())).isPresent();
    }

    /** Whether the caller has this name, whatever its role; without TLS anybody may. */
    public static boolean isNamed(HttpServletRequest request, String wanted) {
        return !request.isSecure()
                || name(request).filter(name -> name.name().equals(wanted)).isPresent();
    }

    private static Optional<ServiceName> name(HttpServletRequest request) {
        return request.getAttribute(CERTIFICATES) instanceof X509Certificate[] chain && chain.length > 0
                ? ServiceName.of(chain[0])
                : Optional.empty();
    }
}
