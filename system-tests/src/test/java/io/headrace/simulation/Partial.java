package io.headrace.simulation;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
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

        /// Type parameters of the interface are Object in its own methods.
        private static boolean takesWhat(Method own, Method method) {
            Class<?>[] has = own.getParameterTypes();
            Class<?>[] wanted = method.getParameterTypes();
            boolean fits = has.length == wanted.length;
            for (int i = 0; fits && i < has.length; i++) {
                fits = has[i].equals(wanted[i]) || wanted[i] == Object.class || has[i] == Object.class;
            }
            return fits;
        }

        private Method find(Method method) {
            return Stream.of(behaviour.getClass().getMethods())
                    .filter(own -> own.getName().equals(method.getName()))
                    .filter(own -> takesWhat(own, method))
                    .peek(own -> own.setAccessible(true))
                    .findFirst()
                    .orElseThrow(() -> new UnsupportedOperationException(
                            "the simulation's %s has no %s: teach it".formatted(type.getSimpleName(), method)));
        }
    }
}
