"""What proves a vector of spec/vectors/messages.json, per definition. A frame of the runtime is sent as it stands, in each of
its texts, and what the module makes of it is looked at; a frame of the module is provoked and compared as text.

Each function is called with the test, `start(**options)` for a new module, the vector, and (READ) one of its texts.
"""

import json
import re

from testing.fake_runtime import compact, handle, refusal

# Lets a handle of any topic but `eval` answer with what it was given.
SHOW = "\n".join((
    "evaluate = module.on_handle",
    "def show(message, context):",
    '    return evaluate(message, context) if message["topic"] == "eval" else module.success({"message": message, "context": context})',
    "module.on_handle = show"))


def arguments_of(name, params):
    """The SDK call that makes a service request of these parameters."""
    if name == "message_bus.send":
        return "send_message(%r, module.decode_payload(%r), %r, %r)" % (
            params["topic"], params["payload"], params.get("priority", 1), params.get("ttl_ms"))
    if name == "logging.log":
        return "log_structured(%r, %r, %r)" % (params["level"], params["message"], params.get("fields"))
    if name == "kv.set":
        return "kv_set(%r, module.decode_payload(%r), %r)" % (params["key"], params["value"], params.get("ttl_ms"))
    return "kv_%s(%r)" % (name.split(".")[1], params["key"])


def evaluated(body, id=1):
    return handle(body, id, topic="eval")


# -- read by the module


def init_request(test, start, vector, frame, others):
    runtime = start(init=False)
    data = others["InitResult"] if "protocol" in vector["json"] else {}
    test.assertEqual({"type": "response", "id": vector["json"]["id"], "success": True, "data": data}, runtime.ask(frame))
    test.assertEqual(vector["json"]["config"], runtime.expect_success(evaluated("return module.success(module.config)")))


def handle_request(test, start, vector, frame, others):
    value = vector["json"]
    runtime = start(config={"on_init": SHOW})
    readable, expected = frame, value["message"]
    if value["message"].get("ttl_ms") == 0:  # never reaches a handler; with time to live it does
        test.assert_answers([[value["id"], "EXPIRED"]], [runtime.ask(frame)])
        readable, expected = frame.replace('"ttl_ms":0', '"ttl_ms":60000'), dict(expected, ttl_ms=60000)
        test.assertNotEqual(frame, readable)
    response = runtime.ask(readable)
    test.assert_answers([[value["id"], "success"]], [response])
    test.assertEqual(expected, only(response["data"]["message"], ("topic", "payload", "priority", "ttl_ms")))
    test.assertEqual(value["context"], only(response["data"]["context"], ("trace_id", "source_module", "timestamp")))


def health_check_request(test, start, vector, frame, others):
    test.assertEqual({"type": "response", "id": vector["json"]["id"], "success": True, "data": others["HealthStatus"]}, start().ask(frame))


def shutdown_request(test, start, vector, frame, others):
    runtime = start()
    test.assertEqual({"type": "response", "id": vector["json"]["id"], "success": True, "data": {}}, runtime.ask(frame))
    test.assertIsNone(runtime.receive())
    test.assertEqual(0, runtime.exit())


def cancel_notice(test, start, vector, frame, others):
    runtime = start()
    id = vector["json"]["id"]
    runtime.ask(evaluated('module.log_structured("info", "begun")\nreturn module.success({"cancelled": module.wait()})', id))
    test.assertEqual({"type": "response", "id": id, "success": True, "data": {"cancelled": True}}, runtime.ask(frame))


def service_success(test, start, vector, frame, others):
    runtime = start()
    body = 'return module.success({"found": True, "value": module.encode_payload(module.kv_get("k"))})'
    call_until(test, runtime, vector["json"]["id"], body)
    test.assertEqual(vector["json"]["data"], runtime.ask(frame)["data"])


def service_failure(test, start, vector, frame, others):
    runtime = start()
    value = vector["json"]
    if value["id"] is None:  # about a frame of ours that the runtime could not read: nobody's answer, and none is given to it
        runtime.send(frame)
        runtime.until_stderr("%s %s" % (value["error"]["code"], value["error"]["message"]))
        runtime.expect_success({"type": "health_check", "id": 1})
        return
    body = 'try: module.kv_get("k")\nexcept IxtError as error: return module.success({"code": error.code, "message": error.message, "details": error.details})'
    call_until(test, runtime, value["id"], body)
    test.assertEqual(value["error"], runtime.ask(frame)["data"])


def result_of(name, call, shown):
    def prove_result(test, start, vector, data, others):
        runtime = start()
        request = runtime.ask(evaluated("result = module.%s\nreturn module.success(%s)" % (call, shown)))
        test.assertEqual(name, "%s.%s" % (request["service"], request["method"]))
        response = runtime.ask('{"type":"service_response","id":%s,"success":true,"data":%s}' % (compact(request["id"]), data))
        test.assertEqual((True, vector["json"]), (response["success"], response["data"]))

    return prove_result


READ = {
    "InitRequest": init_request,
    "HandleRequest": handle_request,
    "HealthCheckRequest": health_check_request,
    "ShutdownRequest": shutdown_request,
    "CancelNotice": cancel_notice,
    "ServiceSuccess": service_success,
    "ServiceFailure": service_failure,
    "SendSuccess": result_of("message_bus.send", 'send_message("t", "")', "result"),
    "SendFailure": result_of("message_bus.send", 'send_message("t", "")', "result"),
    "KvGetResult": result_of("kv.get", 'kv_get("k")', '{"found": False} if result is None else {"found": True, "value": module.encode_payload(result)}'),
    "KvDeleteResult": result_of("kv.delete", 'kv_delete("k")', '{"deleted": result}'),
    "KvExistsResult": result_of("kv.exists", 'kv_exists("k")', '{"exists": result}'),
}

# -- written by the module


def response_success(test, start, vector):
    runtime = start()
    value = vector["json"]
    response = runtime.ask(evaluated("return module.success(%r)" % value["data"], value["id"]))
    test.assertEqual(vector["canonical"], runtime.text_of(response))


def response_error(test, start, vector):
    runtime = start()
    value, error = vector["json"], vector["json"]["error"]
    if value["id"] is not None:
        body = "return module.error(%r, %r, %r)" % (error["code"], error["message"], error.get("details"))
        test.assertEqual(vector["canonical"], runtime.text_of(runtime.ask(evaluated(body, value["id"]))))
        return
    # The wording is each SDK's own, and an unusable id is found before a missing topic: everything else is as it stands.
    response = runtime.ask('{"type":"handle"}')
    test.assertEqual("/id", response["error"]["details"]["pointer"])
    ours = runtime.text_of(response)
    for member, value in (("message", error["message"]), ("pointer", error["details"]["pointer"])):
        ours = re.sub(r'("%s":)"[^"\\]*"' % member, lambda found: found.group(1) + compact(value), ours, count=1)
    test.assertEqual(vector["canonical"], ours)


def service_request(test, start, vector):
    value = vector["json"]
    runtime = start()
    request = runtime.ask(evaluated("module." + arguments_of("%s.%s" % (value["service"], value["method"]), value["params"])))
    test.assertEqual(vector["canonical"], runtime.text_of(request))


def parameters_of(service, method, unwritten=()):
    def prove_parameters(test, start, vector):
        runtime = start()
        request = runtime.ask(evaluated("module." + arguments_of("%s.%s" % (service, method), vector["json"])))
        test.assertEqual((service, method), (request["service"], request["method"]))
        written = {member: value for member, value in vector["json"].items() if member not in unwritten}
        expected = compact(written) if unwritten else vector["canonical"]
        test.assertTrue(vector["canonical"].startswith(expected[:-1]), vector["canonical"])
        test.assertTrue(runtime.text_of(request).endswith(',"params":%s}' % expected), runtime.text_of(request))

    return prove_parameters


def health_status(test, start, vector):
    runtime = start()
    response = runtime.ask({"type": "health_check", "id": 1})
    test.assertEqual('{"type":"response","id":1,"success":true,"data":%s}' % vector["canonical"], runtime.text_of(response))


def init_result(test, start, vector):
    runtime = start(init=False)
    chosen = vector["json"]["protocol"]
    offer = {"versions": [chosen["version"]], "encodings": [chosen["encoding"]], "features": chosen["features"]}
    response = runtime.ask({"type": "init", "id": 1, "config": {}, "protocol": offer})
    test.assertEqual('{"type":"response","id":1,"success":true,"data":%s}' % vector["canonical"], runtime.text_of(response))


WRITTEN = {
    "ResponseSuccess": response_success,
    "ResponseError": response_error,
    "ServiceRequest": service_request,
    "MessageBusSendParams": parameters_of("message_bus", "send"),
    "KvGetParams": parameters_of("kv", "get"),
    "KvSetParams": parameters_of("kv", "set"),
    "KvDeleteParams": parameters_of("kv", "delete"),
    "KvExistsParams": parameters_of("kv", "exists"),
    "LoggingLogParams": parameters_of("logging", "log", ("timestamp", "trace_id")),  # log_structured has no arguments for these two
    "HealthStatus": health_status,
    "InitResult": init_result,
}

DEFINITIONS = sorted(list(READ) + list(WRITTEN))


def call_until(test, runtime, id, body):
    """Runs a handler until it has made the service call with this id; earlier ones are answered with an error."""
    while True:
        call = runtime.ask(evaluated(body))
        test.assertEqual("service_request", call["type"])
        if call["id"] == id:
            return
        test.assertEqual("response", runtime.ask(refusal(call, "NOT_THIS_ONE"))["type"])


def only(value, members):
    return {member: value[member] for member in value if member in members}


def without_nulls(value):
    """What two texts of one message have in common: a null is an absent member."""
    return {member: value[member] for member in value if value[member] is not None}


def prove(test, start, vector, others):
    """Proves one vector. `others` is the JSON of the vectors that others refer to, by definition."""
    definition, texts = vector["definition"], vector.get("sameAs", [])
    test.assertEqual(vector["json"], json.loads(vector["canonical"]))
    if definition in READ:
        for text in [vector["canonical"]] + texts:
            READ[definition](test, start, vector, text, others)
        return
    WRITTEN[definition](test, start, vector)
    for text in texts:  # the module reads none of these, so their other texts are only JSON's
        test.assertEqual(without_nulls(vector["json"]), without_nulls(json.loads(text)))
