package whybounce.catalogue;

import org.jspecify.annotations.Nullable;

/** A part of the catalogue that is read when somebody first asks for it. */
abstract class Later<T> {

    private @Nullable T value;

    /** One that is there already. */
    static <T> Later<T> of(T value) {
        return new Later<>() {
            @Override
            T read() {
                return value;
            }
        };
    }

    final synchronized T get() {
        var known = value;
        if (known == null) {
            known = read();
            value = known;
        }
        return known;
    }

    abstract T read();
}
