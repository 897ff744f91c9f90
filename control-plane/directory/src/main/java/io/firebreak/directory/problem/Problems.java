package io.firebreak.directory.problem;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/** The code of the problem a request was answered with, kept beside the request for those who record what became of it. */
public final class Problems {
    private static final String CODE = Problems.class.getName();

    private Problems() {}

    /** Empty if the request was not answered with a problem. */
    public static Optional<ErrorCode> codeOf(HttpServletRequest request) {
        return request.getAttribute(CODE) instanceof ErrorCode code ? Optional.of(code) : Optional.empty();
    }

    static void keep(ErrorCode code) {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        if (request != null) {
            request.setAttribute(CODE, code, RequestAttributes.SCOPE_REQUEST);
        }
    }
}
