package io.firebreak.chaos.promise;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the region they share: started for the first that asks, stopped after the last test of the run, whatever
 * became of them. Each test leaves it whole.
 */
final class SharedRegion implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(SharedRegion.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType().equals(PromiseRegion.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        return test.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(PromiseRegion.class, _ -> PromiseRegion.start(), PromiseRegion.class);
    }
}
