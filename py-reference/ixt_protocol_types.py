# Made by tools/Ixt.SchemaGen from spec/schema/protocol.schema.json and spec/errors.json. Do not edit: change those and run
# dotnet run --project tools/Ixt.SchemaGen
"""Every message of the IXT process protocol, as typing.TypedDict."""
from __future__ import annotations

from typing import Any, Dict, FrozenSet, List, Literal, TypedDict, Union

# Names a request within one direction of a connection: a string of 1 to 128 characters, or an integer from 0 to 2^53-1. An answer echoes it exactly, with the same JSON type.
RequestId = Union[str, int]

# The id of the request that is answered, or null when the offending frame's id could not be read.
NullableRequestId = Union[str, int, None]

# Binary data as strict base64 (RFC 4648 section 4, padded). May be empty.
Bytes = str

# Time to live in milliseconds, counted from the frame's arrival at the receiver. Absent means no limit; 0 has already elapsed.
TtlMs = int

# A key of the module's own key space.
KvKey = str

# Delivery class of a message. Absent means 1.
Priority = Literal[1, 2, 3, 4]

# Severity of a structured log entry.
LogLevel = Literal["trace", "debug", "info", "warn", "error", "fatal"]


class _InitRequestRequired(TypedDict):
    type: Literal["init"]
    id: RequestId
    # The module's configuration: the manifest's defaults with the operator's values over them. Free-form.
    config: Dict[str, Any]


class InitRequest(_InitRequestRequired, total=False):
    """Starts the module: exactly one, before anything else."""
    protocol: ProtocolOffer


class ProtocolOffer(TypedDict):
    """What the runtime can speak. Absent: generation 1 (version 1.0, JSON, no optional feature)."""
    # Protocol versions the runtime speaks, as MAJOR.MINOR.
    versions: List[str]
    # Encodings the runtime can use after the init exchange.
    encodings: List[str]
    # Optional features the runtime supports.
    features: List[str]


class ProtocolChoice(TypedDict):
    """What the module chose from the offer, in the init response's data.protocol."""
    # The highest version both sides speak.
    version: str
    # The encoding of every frame after the init response.
    encoding: str
    # The optional features both sides support.
    features: List[str]


class InitResult(TypedDict, total=False):
    """The data of a successful init response."""
    protocol: ProtocolChoice


class HandleRequest(TypedDict):
    """Gives the module one message to handle."""
    type: Literal["handle"]
    id: RequestId
    message: HandleMessage
    context: MessageContext


class _HandleMessageRequired(TypedDict):
    # The service topic, for example my.service.process.
    topic: str
    payload: Bytes


class HandleMessage(_HandleMessageRequired, total=False):
    """The message a handler receives."""
    priority: Priority
    ttl_ms: TtlMs


class MessageContext(TypedDict):
    """Where a message comes from."""
    # Distributed tracing id.
    trace_id: str
    # The calling module as name:version, or name:version/instance.
    source_module: str
    # When the message was sent, in seconds since the Unix epoch; a fraction is allowed.
    timestamp: float


class HealthCheckRequest(TypedDict):
    """Asks for the module's health."""
    type: Literal["health_check"]
    id: RequestId


class HealthStatus(TypedDict):
    """The data of a health_check response. Further members are the module's own."""
    # Whether the module can do its work.
    healthy: bool


class _ShutdownRequestRequired(TypedDict):
    type: Literal["shutdown"]
    id: RequestId


class ShutdownRequest(_ShutdownRequestRequired, total=False):
    """Asks the module to finish its work, run its shutdown hook, answer and close."""
    # How long outstanding handles may go on, in milliseconds. Absent means 5000.
    grace_ms: int


class CancelNotice(TypedDict):
    """Tells the module that nobody waits for a handle any more. Has no answer of its own."""
    type: Literal["cancel"]
    id: RequestId


class ServiceSuccess(TypedDict):
    """The runtime's answer to a service request that succeeded."""
    type: Literal["service_response"]
    id: RequestId
    success: Literal[True]
    # The service's result.
    data: Dict[str, Any]


class ServiceFailure(TypedDict):
    """The runtime's answer to a service request that failed."""
    type: Literal["service_response"]
    id: NullableRequestId
    success: Literal[False]
    error: ErrorBody


class _ErrorBodyRequired(TypedDict):
    # A reserved code of spec/errors.json, or the module's own.
    code: str
    # For people.
    message: str


class ErrorBody(_ErrorBodyRequired, total=False):
    """Why a request failed."""
    # For programs: any JSON value.
    details: Any


class ResponseSuccess(TypedDict):
    """The module's answer to a request that succeeded."""
    type: Literal["response"]
    id: RequestId
    success: Literal[True]
    # The result.
    data: Dict[str, Any]


class ResponseError(TypedDict):
    """The module's answer to a request that failed, or, with id null, its report of a frame it could not use."""
    type: Literal["response"]
    id: NullableRequestId
    success: Literal[False]
    error: ErrorBody


class _ServiceRequestRequired(TypedDict):
    type: Literal["service_request"]
    # message_bus, kv or logging.
    service: str
    method: str
    # The method's parameters; see the Params definitions.
    params: Dict[str, Any]


class ServiceRequest(_ServiceRequestRequired, total=False):
    """A call from the module to a service of the runtime. Without id it is one-way and gets no answer."""
    id: RequestId


class _MessageBusSendParamsRequired(TypedDict):
    topic: str
    payload: Bytes


class MessageBusSendParams(_MessageBusSendParamsRequired, total=False):
    """message_bus.send: hands a message to whichever module provides the topic and waits for its answer."""
    priority: Priority
    ttl_ms: TtlMs


class SendSuccess(TypedDict):
    """The handling module answered with success."""
    success: Literal[True]
    data: Dict[str, Any]


class SendFailure(TypedDict):
    """The handling module answered with an error."""
    success: Literal[False]
    error: ErrorBody


class KvGetParams(TypedDict):
    """kv.get"""
    key: KvKey


class _KvGetResultRequired(TypedDict):
    found: bool


class KvGetResult(_KvGetResultRequired, total=False):
    """The value, or found false: an absent key is not an error."""
    value: Bytes


class _KvSetParamsRequired(TypedDict):
    key: KvKey
    value: Bytes


class KvSetParams(_KvSetParamsRequired, total=False):
    """kv.set"""
    # After how many milliseconds the entry disappears. Absent means never.
    ttl_ms: int


class KvDeleteParams(TypedDict):
    """kv.delete"""
    key: KvKey


class KvDeleteResult(TypedDict):
    """Whether there was something to delete."""
    deleted: bool


class KvExistsParams(TypedDict):
    """kv.exists"""
    key: KvKey


class KvExistsResult(TypedDict):
    """Whether the key has a value."""
    exists: bool


class _LoggingLogParamsRequired(TypedDict):
    level: LogLevel
    message: str


class LoggingLogParams(_LoggingLogParamsRequired, total=False):
    """logging.log"""
    # Structured fields, free-form.
    fields: Dict[str, Any]
    # When it happened, in seconds since the Unix epoch. Absent: when the runtime received it.
    timestamp: float
    # The trace the entry belongs to.
    trace_id: str


# The runtime's answer to a service request.
ServiceResponse = Union[ServiceSuccess, ServiceFailure]

# The module's answer to a request.
ModuleResponse = Union[ResponseSuccess, ResponseError]

# The handling module's response.
MessageBusSendResult = Union[SendSuccess, SendFailure]

# A frame that a runtime sends to a module.
RuntimeFrame = Union[InitRequest, HandleRequest, HealthCheckRequest, ShutdownRequest, CancelNotice, ServiceResponse]

# A frame that a module sends to its runtime.
ModuleFrame = Union[ModuleResponse, ServiceRequest]

# The reserved error codes; modules use their own besides.
RESERVED_ERROR_CODES: FrozenSet[str] = frozenset({
    "PROTOCOL_ERROR",
    "NOT_INITIALIZED",
    "ALREADY_INITIALIZED",
    "INIT_FAILED",
    "HANDLER_ERROR",
    "INVALID_PAYLOAD",
    "EXPIRED",
    "TIMEOUT",
    "CANCELLED",
    "SHUTTING_DOWN",
    "OVERLOADED",
    "FRAME_TOO_LARGE",
    "UNKNOWN_SERVICE",
    "UNKNOWN_METHOD",
    "MODULE_UNAVAILABLE",
    "PERMISSION_DENIED",
})

# Those after which the same request, sent again later without a change, may succeed.
RETRYABLE_ERROR_CODES: FrozenSet[str] = frozenset({
    "NOT_INITIALIZED",
    "INIT_FAILED",
    "TIMEOUT",
    "CANCELLED",
    "SHUTTING_DOWN",
    "OVERLOADED",
    "MODULE_UNAVAILABLE",
})
