package io.firebreak.cell.edge;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.HttpMediaTypeException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** The one place where what went wrong becomes a problem document. */
@RestControllerAdvice
class ProblemAdvice {
    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);
    private static final Duration SOON = Duration.ofSeconds(1);

    private final ProblemWriter problems;

    ProblemAdvice(ProblemWriter problems) {
        this.problems = problems;
    }

    @ExceptionHandler
    ResponseEntity<Object> problem(ProblemException e) {
        return problems.entity(e.problem());
    }

    @ExceptionHandler
    ResponseEntity<Object> unreadable(HttpMessageNotReadableException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof BodyTooLargeException large) {
                return problems.entity(large.problem());
            }
        }
        return problems.entity(Problem.of(ErrorCode.MALFORMED_JSON, explain(e)));
    }

    private static String explain(HttpMessageNotReadableException e) {
        return switch (e.getCause()) {
            case UnrecognizedPropertyException unknown ->
                "there is no field '%s'; accepted are %s"
                        .formatted(
                                Problem.shown(unknown.getPropertyName()),
                                unknown.getKnownPropertyIds() == null
                                        ? "none"
                                        : unknown.getKnownPropertyIds().stream()
                                                .map(Object::toString)
                                                .sorted()
                                                .collect(Collectors.joining(", ")));
            case JacksonException json -> JsonMistake.of(json);
            case null, default -> "the body is missing or cannot be read; a JSON object is expected";
        };
    }

    @ExceptionHandler
    ResponseEntity<Object> noSuchPath(NoResourceFoundException e, HttpServletRequest request) {
        return problems.entity(Problem.of(ErrorCode.NOT_FOUND, "there is nothing at " + request.getRequestURI()));
    }

    @ExceptionHandler
    ResponseEntity<Object> wrongMethod(HttpRequestMethodNotSupportedException e) {
        return problems.entity(Problem.of(
                ErrorCode.METHOD_NOT_ALLOWED,
                "%s is not accepted here; accepted are %s".formatted(e.getMethod(), e.getSupportedHttpMethods())));
    }

    @ExceptionHandler
    ResponseEntity<Object> wrongMediaType(HttpMediaTypeException e) {
        return problems.entity(Problem.of(
                ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                "%s; accepted are %s".formatted(e.getMessage(), e.getSupportedMediaTypes())));
    }

    /** After a failed commit the outcome is unknown; the client's next try with the same token finds out. */
    @ExceptionHandler({DataAccessException.class, TransactionException.class})
    ResponseEntity<Object> databaseFailed(RuntimeException e, HttpServletRequest request) {
        log.debug("{} {} failed in the database", request.getMethod(), request.getRequestURI(), e);
        return problems.entity(Problem.of(ErrorCode.UNAVAILABLE, "the cell's database did not answer in time")
                .retryAfter(SOON));
    }

    /** Who asked has gone, so there is nobody to answer, and nothing went wrong here. */
    @ExceptionHandler
    void nobodyListens(AsyncRequestNotUsableException e) {
        log.debug("an answer could not be sent", e);
    }

    @ExceptionHandler
    ResponseEntity<Object> defect(Exception e, HttpServletRequest request) {
        log.error("{} {} failed", request.getMethod(), request.getRequestURI(), e);
        return problems.entity(Problem.of(ErrorCode.INTERNAL_ERROR, "the cell failed to handle this request"));
    }
}
