package io.firebreak.cell.edge;

import org.springframework.http.HttpStatus;

/** Everything a cell may answer other than success; the name is the {@code code} of the problem document. */
public enum ErrorCode {
    MALFORMED_JSON(HttpStatus.BAD_REQUEST, "The body is not the JSON this call takes"),
    INVALID_PARAMETER(HttpStatus.BAD_REQUEST, "A parameter has a value that is not accepted"),
    UNKNOWN_INSTANCE_TYPE(HttpStatus.BAD_REQUEST, "There is no such instance type"),
    UNKNOWN_PLACEMENT_GROUP(HttpStatus.BAD_REQUEST, "There is no such placement group"),
    UNAUTHENTICATED(HttpStatus.UNAUTHORIZED, "The key is not valid"),
    FORBIDDEN(HttpStatus.FORBIDDEN, "This key may not do that"),
    NOT_FOUND(HttpStatus.NOT_FOUND, "There is nothing at this path"),
    INSTANCE_NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such instance"),
    PLACEMENT_GROUP_NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such placement group"),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "This path does not take this method"),
    IDEMPOTENT_PARAMETER_MISMATCH(HttpStatus.CONFLICT, "The client token was used with other parameters"),
    INCORRECT_INSTANCE_STATE(HttpStatus.CONFLICT, "The instance is in a state that does not allow this"),
    PLACEMENT_GROUP_EXISTS(HttpStatus.CONFLICT, "There is another placement group of this name"),
    PLACEMENT_GROUP_IN_USE(HttpStatus.CONFLICT, "The placement group has instances"),
    TOO_MANY_PLACEMENT_GROUPS(HttpStatus.CONFLICT, "The tenant has as many placement groups as it may have"),
    BODY_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The body must be application/json"),
    WRONG_EPOCH(HttpStatus.MISDIRECTED_REQUEST, "The tenant's shard has changed"),
    REQUEST_LIMIT_EXCEEDED(HttpStatus.TOO_MANY_REQUESTS, "The tenant calls too often"),
    TENANT_QUEUE_FULL(HttpStatus.TOO_MANY_REQUESTS, "Too many of the tenant's own calls wait"),
    QUOTA_EXCEEDED(HttpStatus.TOO_MANY_REQUESTS, "The tenant has as much as it may have"),
    INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR, "The cell has a defect"),
    EPOCH_AHEAD(HttpStatus.SERVICE_UNAVAILABLE, "The cell has not yet heard of the tenant's new shard"),
    NOT_ARBITER(HttpStatus.SERVICE_UNAVAILABLE, "The cell does not yet know itself as the arbiter"),
    INSUFFICIENT_INSTANCE_CAPACITY(HttpStatus.SERVICE_UNAVAILABLE, "No host has room"),
    OVERLOADED(HttpStatus.SERVICE_UNAVAILABLE, "The cell has too much to do"),
    DEADLINE_EXCEEDED(HttpStatus.SERVICE_UNAVAILABLE, "The caller's time was over before the call's turn came"),
    UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "The cell cannot reach its database");

    private final HttpStatus status;
    private final String title;

    ErrorCode(HttpStatus status, String title) {
        this.status = status;
        this.title = title;
    }

    public HttpStatus status() {
        return status;
    }

    public String title() {
        return title;
    }
}
