package io.firebreak.cell.fault;

import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** Makes this node gray, and what its version is again, on the management port. */
@Component
@Endpoint(id = "gray")
@ConditionalOnProperty(name = "firebreak.chaos.enabled", havingValue = "true")
class GrayEndpoint {
    private final Grayness grayness;

    GrayEndpoint(Grayness grayness) {
        this.grayness = grayness;
    }

    record Mistake(String detail) {}

    @ReadOperation
    Grayness.Shares show() {
        return grayness.shares();
    }

    /** Shares of the calls, 0 to 1 together; 400 for anything else. */
    @WriteOperation
    WebEndpointResponse<Object> set(double errors, double stalls) {
        try {
            grayness.set(new Grayness.Shares(errors, stalls));
            return new WebEndpointResponse<>(grayness.shares());
        } catch (IllegalArgumentException mistake) {
            return new WebEndpointResponse<>(
                    new Mistake(String.valueOf(mistake.getMessage())), WebEndpointResponse.STATUS_BAD_REQUEST);
        }
    }

    @DeleteOperation
    Grayness.Shares heal() {
        grayness.heal();
        return grayness.shares();
    }
}
