package io.firebreak.cell.launch;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import io.firebreak.cell.idempotency.LaunchAnswer;
import io.swagger.v3.oas.annotations.media.Schema;

/** A {@link LaunchAnswer} that is JSON already: the text that is kept with the token is the one that is sent. */
@Schema(implementation = LaunchAnswer.class)
record WrittenAnswer(@JsonValue @JsonRawValue String json) {}
