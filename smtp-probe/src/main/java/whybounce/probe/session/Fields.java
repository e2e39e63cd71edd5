package whybounce.probe.session;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One JSON object, read. What is wanted and missing is an {@link IllegalArgumentException}.
 *
 * @param texts plain values as text
 */
record Fields(Map<String, String> texts, Map<String, Fields> objects, Map<String, List<Fields>> lists) {

    /** The name of a value that stands in a list. */
    private static final String ITEM = "";

    private Fields() {
        this(new HashMap<>(), new HashMap<>(), new HashMap<>());
    }

    /** The object that begins at the parser's token. */
    static Fields read(JsonParser json) throws IOException {
        var fields = new Fields();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            var name = json.currentName();
            var value = json.nextToken();
            if (value == JsonToken.START_ARRAY) {
                fields.lists.put(name, list(json));
            } else {
                fields.put(name, value, json);
            }
        }
        return fields;
    }

    private void put(String name, JsonToken value, JsonParser json) throws IOException {
        if (value == JsonToken.START_OBJECT) {
            objects.put(name, read(json));
        } else if (value != null && value.isScalarValue()) {
            texts.put(name, json.getText());
        } else {
            throw new IllegalArgumentException("no value of " + name);
        }
    }

    private static List<Fields> list(JsonParser json) throws IOException {
        var list = new ArrayList<Fields>();
        for (var value = json.nextToken(); value != JsonToken.END_ARRAY; value = json.nextToken()) {
            if (value == JsonToken.START_OBJECT) {
                list.add(read(json));
            } else {
                var item = new Fields();
                item.put(ITEM, value, json);
                list.add(item);
            }
        }
        return list;
    }

    /** Of an item of a list that is no object. */
    String item() {
        return text(ITEM);
    }

    String text(String name) {
        return optional(name).orElseThrow(() -> new IllegalArgumentException("no " + name));
    }

    Optional<String> optional(String name) {
        return Optional.ofNullable(texts.get(name));
    }

    long number(String name) {
        return Long.parseLong(text(name));
    }

    boolean is(String name) {
        return optional(name).filter("true"::equals).isPresent();
    }

    <E extends Enum<E>> E constant(String name, Class<E> type) {
        return TranscriptJson.constant(type, text(name));
    }

    Optional<Fields> object(String name) {
        return Optional.ofNullable(objects.get(name));
    }

    <T> List<T> list(String name, Function<Fields, T> read) {
        return Optional.ofNullable(lists.get(name)).orElse(List.of()).stream()
                .map(read)
                .toList();
    }
}
