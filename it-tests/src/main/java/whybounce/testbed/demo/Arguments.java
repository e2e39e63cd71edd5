package whybounce.testbed.demo;

import java.util.List;

/** What {@code bin/relay} was asked for. */
sealed interface Arguments {

    /** The SMTP port unless told otherwise: above 1023, so that nobody has to be root. */
    int USUAL_PORT = 2525;

    int HIGHEST_PORT = 65535;

    record Run(int port) implements Arguments {}

    record Demonstrate(int port) implements Arguments {}

    record Help() implements Arguments {}

    record Wrong(String why) implements Arguments {}

    static Arguments read(List<String> words) {
        boolean demo = false;
        int port = USUAL_PORT;
        for (int i = 0; i < words.size(); i++) {
            switch (words.get(i)) {
                case "--demo" -> demo = true;
                case "--help", "-h" -> {
                    return new Help();
                }
                case "--port" -> {
                    i++;
                    port = i < words.size() ? port(words.get(i)) : 0;
                    if (port == 0) {
                        return new Wrong("--port needs a number from 1 to " + HIGHEST_PORT);
                    }
                }
                default -> {
                    return new Wrong("unknown option: " + words.get(i));
                }
            }
        }
        return demo ? new Demonstrate(port) : new Run(port);
    }

    private static int port(String text) {
        boolean number = text.matches("[0-9]{1,5}");
        int port = number ? Integer.parseInt(text) : 0;
        return port <= HIGHEST_PORT ? port : 0;
    }
}
