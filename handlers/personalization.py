"""The personalization agent as a Lambda."""

from agents.personalization import load
from agents.personalization.records import plans_in, recalls_in
from contracts.turn import AgentName
from handlers.agent import agent_handler
from handlers.environment import TablesEnvironment, read_environment
from store.customers import find_customer
from store.recalls import find_recalls, find_service_plan
from store.tables import connect

_environment = read_environment(TablesEnvironment)
connect(_environment.tables(), _environment.region)
handler = agent_handler(
    AgentName.PERSONALIZATION, load(find_customer, recalls_in(find_recalls), plans_in(find_service_plan))
)
