package io.github.sensoringest.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpConsumer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.apache.camel.support.service.ServiceSupport;

/**
 * Serves {@code platform-http:} endpoints with Camel's own consumer for Vert.x, at the gateway's
 * listener, which begins to listen with the first of them. A route that leaves a {@link Reply} in
 * the exchange is answered with it once it has ended, however it did. Thread-safe.
 */
final class ListenerEngine extends ServiceSupport implements PlatformHttpEngine, CamelContextAware {
  private static final String ROUTER = "sensorIngestRouter";

  private final HttpListener listener;
  private CamelContext camelContext;

  ListenerEngine(HttpListener listener) {
    this.listener = listener;
  }

  @Override
  public PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor processor) {
    synchronized (listener) {
      listener.start();
      if (VertxPlatformHttpRouter.lookup(camelContext, ROUTER) == null) {
        camelContext.getRegistry().bind(ROUTER, new ListenerRouter(listener));
      }
    }
    return new Consumer(endpoint, new Answering(processor), listener);
  }

  @Override
  public int getServerPort() {
    return listener.port();
  }

  @Override
  protected void doStop() {
    listener.stop();
  }

  @Override
  public CamelContext getCamelContext() {
    return camelContext;
  }

  @Override
  public void setCamelContext(CamelContext camelContext) {
    this.camelContext = camelContext;
  }

  /** The way of Camel's consumers to the router of the listener. */
  private static final class ListenerRouter extends VertxPlatformHttpRouter {
    private final HttpListener listener;

    ListenerRouter(HttpListener listener) {
      super(null, listener.vertx(), listener.router(), ROUTER);
      this.listener = listener;
    }

    @Override
    public Handler<RoutingContext> bodyHandler() {
      return listener.bodyHandler();
    }
  }

  /** Camel's consumer, which leaves word of the path that it has served. */
  private static final class Consumer extends VertxPlatformHttpConsumer {
    private final HttpListener listener;

    Consumer(PlatformHttpEndpoint endpoint, Processor processor, HttpListener listener) {
      super(endpoint, processor, List.of(), ROUTER);
      this.listener = listener;
    }

    @Override
    protected void doStop() throws Exception {
      listener.noteServed(getEndpoint().getPath());
      super.doStop();
    }
  }

  /** Answers when the route has ended, whatever step was its last. */
  private static final class Answering extends DelegateAsyncProcessor {
    Answering(Processor route) {
      super(route);
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
      super.process(exchange, doneSync -> routeEnded(exchange, callback));
      // The answer may have to wait, for the thread that stores.
      return false;
    }

    private static void routeEnded(Exchange exchange, AsyncCallback callback) {
      Reply reply = exchange.getProperty(Reply.PROPERTY, Reply.class);
      if (reply == null) {
        callback.done(false);
        return;
      }
      reply.afterRoute(
          exchange.getException() != null,
          () -> {
            answer(exchange, reply);
            callback.done(false);
          });
    }

    private static void answer(Exchange exchange, Reply reply) {
      HttpAnswer answer = reply.close(failure(exchange));
      exchange.setException(null);
      Message message = exchange.getMessage();
      message.removeHeaders("*");
      message.setHeader(Exchange.HTTP_RESPONSE_CODE, answer.status());
      if (answer.status() == 503) {
        message.setHeader("Retry-After", HttpAnswer.RETRY_AFTER);
      }
      if (answer.body().isEmpty()) {
        message.setBody(null);
      } else {
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        message.setBody(answer.bytes());
      }
    }

    private static HttpAnswer failure(Exchange exchange) {
      Exception failure = exchange.getException();
      if (failure == null) {
        return null;
      }
      return failure instanceof RejectedExecutionException
          ? HttpAnswer.error(503, "the buffer is full: come again")
          : HttpAnswer.error(500, "the readings were not taken in; the gateway's log says why");
    }
  }
}
