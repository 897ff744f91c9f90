package io.firebreak.identity.tomcat;

import io.firebreak.identity.Role;
import io.firebreak.identity.ServiceName;
import jakarta.servlet.http.HttpServletRequest;
import java.security.cert.X509Certificate;
import java.util.Set;

/** Which role the caller of a request has. */
public final class CallerRole {
    private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

    private CallerRole() {}

    /** Whether the caller has one of these roles. Without TLS nobody has one, and the secret of a path is all there is. */
    public static boolean isOneOf(HttpServletRequest request, Set<Role> roles) {
        if (!request.isSecure()) {
            return true;
        }
        return request.getAttribute(CERTIFICATES) instanceof X509Certificate[] chain
                && chain.length > 0
                && ServiceName.of(chain[0])
                        .filter(name -> roles.contains(name.role()))
                        .isPresent();
    }
}
