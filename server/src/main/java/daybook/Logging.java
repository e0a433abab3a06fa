package daybook;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.ConsoleAppender;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * One line per event on the error stream, in UTC. Set up here and not in a file of the logging
 * library, which would look into every jar for it at each start.
 */
public final class Logging implements SLF4JServiceProvider {
  /** The system property that names the lowest level that is logged. */
  private static final String LEVEL = "daybook.log";

  private final String level;
  private final LoggerContext context = new LoggerContext();
  private final IMarkerFactory markers = new BasicMarkerFactory();
  private final LogbackMDCAdapter mdc = new LogbackMDCAdapter();

  /** For the logging interface, which makes its provider by name. */
  public Logging() {
    this(System.getProperty(LEVEL, "OFF"));
  }

  Logging(String level) {
    this.level = level;
  }

  /** Sets logging up, before the first logger is asked for. */
  static void at(String level) {
    System.setProperty(LEVEL, level);
    // Named, for otherwise every library's jar is opened to look for another; and not told of.
    System.setProperty("slf4j.provider", Logging.class.getName());
    System.setProperty("slf4j.internal.verbosity", "WARN");
  }

  @Override
  public void initialize() {
    context.setMDCAdapter(mdc);
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern("%d{yyyy-MM-dd'T'HH:mm:ss.SSS'Z',UTC} %-5level %logger{0} %msg%n");
    encoder.setCharset(UTF_8);
    encoder.start();
    ConsoleAppender<ILoggingEvent> stderr = new ConsoleAppender<>();
    stderr.setContext(context);
    stderr.setTarget("System.err");
    stderr.setEncoder(encoder);
    stderr.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.addAppender(stderr);
    Level lowest = Level.toLevel(level, Level.OFF);
    root.setLevel(lowest);
    Level ofNetwork = lowest.isGreaterOrEqual(Level.WARN) ? lowest : Level.WARN;
    context.getLogger("io.netty").setLevel(ofNetwork);
    context.getLogger("io.vertx").setLevel(ofNetwork);
    context.start();
  }

  @Override
  public ILoggerFactory getLoggerFactory() {
    return context;
  }

  @Override
  public IMarkerFactory getMarkerFactory() {
    return markers;
  }

  @Override
  public MDCAdapter getMDCAdapter() {
    return mdc;
  }

  @Override
  public String getRequestedApiVersion() {
    return "2.0";
  }
}
