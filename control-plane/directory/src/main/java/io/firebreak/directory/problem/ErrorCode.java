package io.firebreak.directory.problem;

import org.springframework.http.HttpStatus;

/** Every way the directory says no. Codes are stable: callers may switch on them. */
public enum ErrorCode {
    MALFORMED_JSON(HttpStatus.BAD_REQUEST),
    INVALID_FIELD(HttpStatus.BAD_REQUEST),
    UNAUTHENTICATED(HttpStatus.UNAUTHORIZED),
    FORBIDDEN(HttpStatus.FORBIDDEN),
    NOT_FOUND(HttpStatus.NOT_FOUND),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE),
    TENANT_EXISTS(HttpStatus.CONFLICT),
    TOO_MANY_KEYS(HttpStatus.CONFLICT),
    NO_ACTIVE_CELL(HttpStatus.CONFLICT),
    TOO_FEW_CELLS(HttpStatus.CONFLICT),
    TENANT_PENDING(HttpStatus.CONFLICT),
    CELL_NOT_ACTIVE(HttpStatus.CONFLICT),
    MOVE_IN_PROGRESS(HttpStatus.CONFLICT),
    REPAIR_BUDGET_SPENT(HttpStatus.TOO_MANY_REQUESTS),
    BODY_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE),
    UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE),
    TOO_MANY_WAITING(HttpStatus.SERVICE_UNAVAILABLE),
    DATABASE_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE),
    INTERNAL(HttpStatus.INTERNAL_SERVER_ERROR);

    private final HttpStatus status;

    ErrorCode(HttpStatus status) {
        this.status = status;
    }

    HttpStatus status() {
        return status;
    }

    /** The code of an answer the web framework gave before any of our code ran. */
    static ErrorCode ofStatus(int status) {
        for (ErrorCode code : values()) {
            if (code.status.value() == status && code != MALFORMED_JSON) {
                return code;
            }
        }
        return status < HttpStatus.INTERNAL_SERVER_ERROR.value() ? INVALID_FIELD : INTERNAL;
    }
}
