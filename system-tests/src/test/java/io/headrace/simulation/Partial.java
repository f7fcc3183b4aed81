package io.headrace.simulation;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Large interfaces of which the code under simulation calls a few methods: those that an object has under the same
/// name and parameters. A call of any other fails and says which.
public final class Partial {

    private Partial() {}

    public static <T> T as(Class<T> type, Object behaviour) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, new Calls(type, behaviour)));
    }

    private static final class Calls implements InvocationHandler {

        private final Class<?> type;
        private final Object behaviour;
        private final Map<Method, Method> found = new HashMap<>();

        Calls(Class<?> type, Object behaviour) {
            this.type = type;
            this.behaviour = behaviour;
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
                throws Throwable {
            try {
                return found.computeIfAbsent(method, this::find).invoke(behaviour, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause() == null ? e : e.getCause();
            }
        }

        private Method find(Method method) {
            try {
                Method own = behaviour.getClass().getMethod(method.getName(), method.getParameterTypes());
                own.setAccessible(true);
                return own;
            } catch (NoSuchMethodException e) {
                throw new UnsupportedOperationException(
                        "the simulation's %s has no %s: teach it".formatted(type.getSimpleName(), method), e);
            }
        }
    }
}
