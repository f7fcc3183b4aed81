package io.headrace.simulation;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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

    private record Call(Class<?> behaviour, Method method) {}

    /// For all instances: looking for a method takes longer than calling it.
    private static final Map<Call, Method> FOUND = new ConcurrentHashMap<>();

    private record Calls(Class<?> type, Object behaviour) implements InvocationHandler {

        @Override
        public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
                throws Throwable {
            try {
                return FOUND.computeIfAbsent(new Call(behaviour.getClass(), method), this::find)
                        .invoke(behaviour, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause() == null ? e : e.getCause();
            }
        }

        private Method find(Call call) {
            Method own = Stream.of(behaviour.getClass().getMethods())
                    .filter(one -> one.getName().equals(call.method().getName()) && takesWhat(one, call.method()))
                    .findFirst()
                    .orElseThrow(() -> new UnsupportedOperationException(
                            "the simulation's %s has no %s: teach it".formatted(type.getSimpleName(), call.method())));
            own.setAccessible(true);
            return own;
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
    }
}
