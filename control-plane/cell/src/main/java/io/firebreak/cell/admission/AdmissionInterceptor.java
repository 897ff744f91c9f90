package io.firebreak.cell.admission;

import io.firebreak.cell.access.Caller;
import io.firebreak.cell.edge.CallDeadline;
import io.firebreak.cell.edge.ErrorCode;
import io.firebreak.cell.edge.Problem;
import io.firebreak.telemetry.Tracing;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;

/** Holds every call under {@code /v1} up at the door, and tells those turned away whose fault it is and when to come back. */
@Component
class AdmissionInterceptor implements HandlerInterceptor {
    private static final String STAY = AdmissionInterceptor.class.getName();
    private static final Duration SOON = Duration.ofSeconds(1);
    /** Of a caller that names no deadline; the door's own patience is shorter. */
    private static final Duration LONG = Duration.ofHours(1);

    private static final int SUCCESS = 2;
    private static final int HUNDRED = 100;

    private final Admission admission;
    private final Tracing tracing;
    private final InstantSource clock;

    AdmissionInterceptor(Admission admission, Tracing tracing, InstantSource clock) {
        this.admission = admission;
        this.tracing = tracing;
        this.clock = clock;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        Duration patience = CallDeadline.current()
                .map(end -> Duration.between(clock.instant(), end))
                .orElse(LONG);
        Level level = Level.of(request.getMethod(), request.getRequestURI());
        try {
            request.setAttribute(
                    STAY, tracing.part("admission", () -> admission.enter(level, Caller.of(request), patience)));
        } catch (TurnedAwayException turnedAway) {
            throw problem(turnedAway).retryAfter(SOON).asException();
        }
        return true;
    }

    private static Problem problem(TurnedAwayException turnedAway) {
        if (turnedAway.why() == Verdict.CALLER_GAVE_UP) {
            return CallDeadline.exceeded();
        }
        return turnedAway.isAmongItsOwn()
                ? Problem.of(
                        ErrorCode.TENANT_QUEUE_FULL,
                        "your own calls fill the queues you have on this node; wait for answers before you send more")
                : Problem.of(ErrorCode.OVERLOADED, "more calls wait for their turn than this node can take");
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
        if (request.getAttribute(STAY) instanceof Admission.Stay stay) {
            request.removeAttribute(STAY);
            admission.leave(stay, isTelling(request.getMethod(), response.getStatus()));
        }
    }

    /** Calls that commit go the whole way and are alike; reads and refusals differ a hundredfold in what they take. */
    private static boolean isTelling(String method, int status) {
        return status / HUNDRED == SUCCESS && !method.equals("GET") && !method.equals("HEAD");
    }
}
