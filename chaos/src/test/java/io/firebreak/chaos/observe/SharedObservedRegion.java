package io.firebreak.chaos.observe;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the region they share: started for the first that asks, stopped after the last. */
final class SharedObservedRegion implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(SharedObservedRegion.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType().equals(ObservedRegion.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        return test.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(ObservedRegion.class, _ -> new ObservedRegion(), ObservedRegion.class);
    }
}
