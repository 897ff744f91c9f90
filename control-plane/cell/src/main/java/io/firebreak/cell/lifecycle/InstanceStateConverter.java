package io.firebreak.cell.lifecycle;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** Keeps a state under its wire name. */
@Converter(autoApply = true)
class InstanceStateConverter implements AttributeConverter<InstanceState, String> {
    @Override
    public String convertToDatabaseColumn(InstanceState state) {
        return state.wire();
    }

    @Override
    public InstanceState convertToEntityAttribute(String column) {
        return InstanceState.ofWire(column);
    }
}
