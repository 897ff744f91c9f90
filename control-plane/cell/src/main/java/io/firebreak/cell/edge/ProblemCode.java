package io.firebreak.cell.edge;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/** The code of the problem a request was answered with, kept beside the request for those who record what became of it. */
public final class ProblemCode {
    private static final String CODE = ProblemCode.class.getName();

    private ProblemCode() {}

    /** Empty if the request was not answered with a problem, or not within the web framework. */
    public static Optional<ErrorCode> of(HttpServletRequest request) {
        return request.getAttribute(CODE) instanceof ErrorCode code ? Optional.of(code) : Optional.empty();
    }

    static void keep(ErrorCode code) {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        if (request != null) {
            request.setAttribute(CODE, code, RequestAttributes.SCOPE_REQUEST);
        }
    }
}
