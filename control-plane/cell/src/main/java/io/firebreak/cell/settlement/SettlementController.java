package io.firebreak.cell.settlement;

import io.firebreak.cell.edge.ErrorCode;
import io.firebreak.cell.edge.Problem;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Takes the settlements of other cells. */
@RestController
class SettlementController {
    private final Arbiter arbiter;

    SettlementController(Arbiter arbiter) {
        this.arbiter = arbiter;
    }

    @PostMapping("/internal/v1/settlements/find")
    TokenAnswer find(@RequestBody TokenQuestion question) {
        try {
            return new TokenAnswer(arbiter.find(question).orElse(null));
        } catch (IllegalArgumentException | NullPointerException e) {
            throw Problem.of(ErrorCode.INVALID_PARAMETER, "the question is not valid: " + e.getMessage())
                    .asException();
        }
    }

    @PostMapping("/internal/v1/settlements")
    SettlementReply settle(@RequestBody SettlementRequest request) {
        try {
            return arbiter.settle(request);
        } catch (IllegalArgumentException | NullPointerException e) {
            throw Problem.of(ErrorCode.INVALID_PARAMETER, "the settlement is not valid: " + e.getMessage())
                    .asException();
        }
    }
}
