package io.firebreak.cell.idempotency;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.firebreak.cell.lifecycle.InstanceView;
import java.util.List;

/**
 * The answer to a launch. It is kept with the client token as it was first given, so that every retry gets the same ids.
 *
 * @param settled false while another cell may still turn out to hold the one set
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record LaunchAnswer(String clientToken, boolean settled, List<InstanceView> instances) {
    public LaunchAnswer {
        instances = List.copyOf(instances);
    }

    public LaunchAnswer withSettled(boolean nowSettled) {
        return new LaunchAnswer(clientToken, nowSettled, instances);
    }
}
