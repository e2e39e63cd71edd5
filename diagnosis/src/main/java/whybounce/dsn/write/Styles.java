package whybounce.dsn.write;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The styles of the HTML part: inline ones, and those that only a style element can say. */
final class Styles {

    static final String GROUP =
            "margin:0;padding:20px 0 0 0;border-top:1px solid #d5dae0;font-size:18px;line-height:1.4;"
                    + "font-weight:600;overflow-wrap:anywhere";
    static final String HEADING = "margin:20px 0 6px 0;font-size:15px;line-height:1.4;font-weight:600";
    static final String PARAGRAPH = "margin:0 0 6px 0;overflow-wrap:anywhere";
    static final String NOTE = "margin:0 0 6px 0;font-size:13px;line-height:1.5;color:#52606d";
    static final String QUOTE = "margin:0 0 8px 0;padding:10px 14px;background:#f2f4f7;color:#1c2733;"
            + "border-left:4px solid #8593a0;font-family:Consolas,Menlo,monospace;font-size:13px;line-height:1.5;"
            + "overflow-wrap:anywhere";
    static final String HANGING = "padding-left:20px;text-indent:-20px";
    static final String RECORD = "margin:4px 0;padding:6px 10px;background:#f2f4f7;color:#1c2733;"
            + "font-family:Consolas,Menlo,monospace;font-size:13px;overflow-wrap:anywhere";
    static final String PASTED = "margin:0;padding:2px 0;overflow-wrap:anywhere";
    static final String LABEL = "padding:2px 12px 2px 0;vertical-align:top;text-align:left;font-weight:600;"
            + "white-space:nowrap;width:1%";
    static final String VALUE = "padding:2px 0;vertical-align:top;overflow-wrap:anywhere";

    static final String LINK = "color:inherit;text-decoration:underline";

    private Styles() {}

    static String load() {
        try (var in = Styles.class.getResourceAsStream("report.css")) {
            return new String(Objects.requireNonNull(in, "report.css").readAllBytes(), StandardCharsets.US_ASCII)
                    .replace("\n", Lines.END);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
