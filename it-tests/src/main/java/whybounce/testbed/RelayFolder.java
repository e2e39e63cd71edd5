package whybounce.testbed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * A James working directory: a copy of a {@code conf} folder, with single settings changed.
 *
 * <pre>{@code
 * RelayFolder.of(Path.of("conf"), folder)
 *         .set("smtpserver.xml", "//smtpserver/bind", "127.0.0.1:0")
 *         .set("mailetcontainer.xml", "//mailet[@class='RemoteDelivery']/delayTime", "500 ms");
 * }</pre>
 */
public final class RelayFolder {

    private final Path path;

    private RelayFolder(Path path) {
        this.path = path;
    }

    /** Copies the files of {@code conf} into {@code path/conf}. */
    public static RelayFolder of(Path conf, Path path) throws IOException {
        var target = Files.createDirectories(path.resolve("conf"));
        Files.createDirectories(path.resolve("var"));
        try (var files = Files.walk(conf)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var copy = target.resolve(conf.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return new RelayFolder(path);
    }

    public Path path() {
        return path;
    }

    /**
     * Sets the text of the elements, or the attribute, at {@code xpath}; an element whose parents exist is added where it
     * does not.
     *
     * @throws IllegalArgumentException when there is no such place
     */
    public RelayFolder set(String file, String xpath, String value) {
        return change(file, document -> {
            if (nodes(document, xpath).getLength() == 0) {
                addChild(document, xpath);
            }
            setText(document, xpath, value);
        });
    }

    /** Removes what is at {@code xpath}. */
    public RelayFolder remove(String file, String xpath) {
        return change(file, document -> {
            var nodes = nodes(document, xpath);
            for (int i = 0; i < nodes.getLength(); i++) {
                nodes.item(i).getParentNode().removeChild(nodes.item(i));
            }
        });
    }

    /** Puts the XML element {@code fragment} before each element at {@code xpath}. */
    public RelayFolder insertBefore(String file, String xpath, String fragment) {
        return change(file, document -> {
            var nodes = nodes(document, xpath);
            if (nodes.getLength() == 0) {
                throw new IllegalArgumentException("nothing at " + xpath);
            }
            for (int i = 0; i < nodes.getLength(); i++) {
                var element = document.importNode(
                        parse(new ByteArrayInputStream(fragment.getBytes(UTF_8)))
                                .getDocumentElement(),
                        true);
                nodes.item(i).getParentNode().insertBefore(element, nodes.item(i));
            }
        });
    }

    /** The names and texts of the elements within the one at {@code xpath}. */
    public Map<String, String> children(String file, String xpath) {
        var children = new LinkedHashMap<String, String>();
        change(file, document -> {
            var nodes = nodes(document, xpath + "/*");
            for (int i = 0; i < nodes.getLength(); i++) {
                children.put(nodes.item(i).getNodeName(), nodes.item(i).getTextContent());
            }
        });
        return children;
    }

    /** Writes a whole file of the configuration. */
    public RelayFolder write(String file, String text) throws IOException {
        Files.writeString(path.resolve("conf").resolve(file), text);
        return this;
    }

    @FunctionalInterface
    private interface Edit {
        void apply(Document document)
                throws XPathExpressionException, IOException, SAXException, ParserConfigurationException;
    }

    private RelayFolder change(String file, Edit edit) {
        var target = path.resolve("conf").resolve(file).toFile();
        try {
            var document = parse(Files.newInputStream(target.toPath()));
            edit.apply(document);
            TransformerFactory.newInstance()
                    .newTransformer()
                    .transform(new DOMSource(document), new StreamResult(target));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SAXException | ParserConfigurationException | TransformerException | XPathExpressionException e) {
            throw new IllegalArgumentException("cannot change " + file, e);
        }
    }

    private static Document parse(InputStream in) throws IOException, SAXException, ParserConfigurationException {
        try (in) {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
        }
    }

    private static void addChild(Document document, String xpath) throws XPathExpressionException {
        int slash = xpath.lastIndexOf('/');
        var parents = nodes(document, xpath.substring(0, slash));
        if (parents.getLength() == 0) {
            throw new IllegalArgumentException("nothing at " + xpath);
        }
        for (int i = 0; i < parents.getLength(); i++) {
            ((Element) parents.item(i)).appendChild(document.createElement(xpath.substring(slash + 1)));
        }
    }

    private static void setText(Document document, String xpath, String value) throws XPathExpressionException {
        var nodes = nodes(document, xpath);
        for (int i = 0; i < nodes.getLength(); i++) {
            nodes.item(i).setTextContent(value);
        }
    }

    private static NodeList nodes(Document document, String xpath) throws XPathExpressionException {
        return (NodeList) XPathFactory.newInstance().newXPath().evaluate(xpath, document, XPathConstants.NODESET);
    }
}
