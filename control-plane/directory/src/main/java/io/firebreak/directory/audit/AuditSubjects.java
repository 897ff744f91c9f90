package io.firebreak.directory.audit;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/** Lets a call say what it changed where its path does not, such as the tenants of a body. */
public final class AuditSubjects {
    private static final String NAMED = AuditSubjects.class.getName();

    private AuditSubjects() {}

    /** What the call of this thread changed. */
    public static void are(List<String> subjects) {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        if (request != null) {
            request.setAttribute(NAMED, List.copyOf(subjects), RequestAttributes.SCOPE_REQUEST);
        }
    }

    static List<String> of(HttpServletRequest request) {
        return request.getAttribute(NAMED) instanceof List<?> named
                ? named.stream().map(String::valueOf).toList()
                : List.of();
    }
}
