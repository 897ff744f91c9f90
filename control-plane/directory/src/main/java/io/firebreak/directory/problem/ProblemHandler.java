package io.firebreak.directory.problem;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** The one place where anything that went wrong becomes an answer. */
@RestControllerAdvice
class ProblemHandler extends ResponseEntityExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);
    private static final String RETRY_AFTER_SECONDS = "1";

    @ExceptionHandler
    ResponseEntity<Object> refused(Refusal refusal) {
        ResponseEntity<Object> answer = problem(refusal.code(), Objects.requireNonNull(refusal.getMessage()));
        if (refusal.possibleAt() != null && answer.getBody() instanceof ProblemDetail detail) {
            detail.setProperty("possibleAt", refusal.possibleAt().toString());
        }
        return answer;
    }

    @ExceptionHandler({CannotCreateTransactionException.class, DataAccessResourceFailureException.class})
    ResponseEntity<Object> databaseAway(Exception failure) {
        LOG.warn("The database did not answer", failure);
        return problem(
                ErrorCode.DATABASE_UNAVAILABLE, "the directory's database does not answer; try again in a second");
    }

    @ExceptionHandler
    ResponseEntity<Object> bug(Exception failure) {
        LOG.error("A request failed", failure);
        return problem(ErrorCode.INTERNAL, "the directory failed; its log says why");
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return switch (failure.getCause()) {
            case UnrecognizedPropertyException unknown ->
                problem(
                        ErrorCode.INVALID_FIELD,
                        "unknown field '%s'; accepted here are %s"
                                .formatted(unknown.getPropertyName(), unknown.getKnownPropertyIds()));
            case JacksonException malformed ->
                problem(ErrorCode.MALFORMED_JSON, "the body is not what is accepted here: " + where(malformed));
            case null, default -> problem(ErrorCode.MALFORMED_JSON, "a JSON body is required");
        };
    }

    @Override
    protected ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String name = failure instanceof MethodArgumentTypeMismatchException argument
                ? argument.getName()
                : failure.getPropertyName();
        return problem(ErrorCode.INVALID_FIELD, "%s '%s' is not a number".formatted(name, failure.getValue()));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception failure, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        Object problem = body == null && failure instanceof ErrorResponse response ? response.getBody() : body;
        if (problem instanceof ProblemDetail detail) {
            ErrorCode code = ErrorCode.ofStatus(status.value());
            Problems.keep(code);
            detail.setProperty("code", code.name());
        }
        return super.handleExceptionInternal(failure, problem, headers, status, request);
    }

    private static ResponseEntity<Object> problem(ErrorCode code, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(code.status(), detail);
        problem.setProperty("code", code.name());
        Problems.keep(code);
        var response = ResponseEntity.status(code.status()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (code.status() == HttpStatus.SERVICE_UNAVAILABLE) {
            response.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        if (code == ErrorCode.UNAUTHENTICATED) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        return response.body(problem);
    }

    private static String where(JacksonException malformed) {
        var location = malformed.getLocation();
        String message = JsonMistake.withoutTypes(malformed.getOriginalMessage());
        return location == null
                ? message
                : "line %d, column %d: %s".formatted(location.getLineNr(), location.getColumnNr(), message);
    }
}
