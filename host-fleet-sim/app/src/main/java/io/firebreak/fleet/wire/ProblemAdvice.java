package io.firebreak.fleet.wire;

import io.firebreak.fleet.sim.FleetFailedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;

/** Turns everything that goes wrong into a problem (RFC 9457) with a code, here and nowhere else. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    private final ApplicationEventPublisher events;

    ProblemAdvice(ApplicationEventPublisher events) {
        this.events = events;
    }

    @ExceptionHandler
    ProblemDetail refused(RefusedRequestException refused) {
        return refused.problem().detail(refused.detail());
    }

    /** An orchestrator sees the failed liveness and restarts the process. */
    @ExceptionHandler
    ProblemDetail failed(FleetFailedException failed) {
        LOG.error("The fleet failed", failed);
        AvailabilityChangeEvent.publish(events, this, LivenessState.BROKEN);
        return FleetProblem.FLEET_FAILED.detail("The fleet failed and must be restarted");
    }

    @ExceptionHandler
    ProblemDetail unexpected(RuntimeException unexpected) {
        LOG.error("Unexpected failure of a request", unexpected);
        return FleetProblem.INTERNAL_ERROR.detail("The request failed for no fault of the caller");
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException unreadable,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        String reason =
                unreadable.getCause() instanceof JacksonException json ? json.getOriginalMessage() : "it is missing";
        return handleExceptionInternal(
                unreadable,
                FleetProblem.MALFORMED_BODY.detail("The body is not a batch of commands: " + reason),
                headers,
                status,
                request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception exception,
            @Nullable Object body,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        ResponseEntity<Object> answer = super.handleExceptionInternal(exception, body, headers, status, request);
        if (answer != null
                && answer.getBody() instanceof ProblemDetail problem
                && (problem.getProperties() == null || !problem.getProperties().containsKey("code"))) {
            FleetProblem.withCode(problem, HttpStatus.valueOf(status.value()).name());
        }
        return answer;
    }
}
