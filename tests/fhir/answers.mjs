// A questionnaire's answers against the questionnaire in the same bundle: where a question stands,
// how often, and of what type its answer is.
//
// Not judged: whether a required question was answered, which depends on what is shown to whom.
import { hasCoding, listed, membersOf } from './codes.mjs';
import { isDate } from './dates.mjs';

/** What an item of each type may be answered with. */
const TYPES = {
  boolean: ['valueBoolean'],
  decimal: ['valueDecimal'],
  integer: ['valueInteger'],
  date: ['valueDate'],
  dateTime: ['valueDateTime'],
  time: ['valueTime'],
  string: ['valueString'],
  text: ['valueString'],
  url: ['valueUri'],
  choice: ['valueCoding'],
  'open-choice': ['valueCoding', 'valueString'],
  attachment: ['valueAttachment'],
  reference: ['valueReference'],
  quantity: ['valueQuantity']
};

/**
 * The exceptions: an answer that could not be read is kept as it was typed, as a text, by item
 * type. A text that could have been read is no exception.
 */
const KEPT_AS_TYPED = {
  date: (text) => !isDate(text),
  integer: (text) => !/^[+-]?\d+$/.test(text.trim())
};

/** Errors of one resource; none when it is no response. */
export function answers(resource, entries) {
  if (resource.resourceType !== 'QuestionnaireResponse' || !entries) {
    return [];
  }
  const path = 'QuestionnaireResponse.questionnaire';
  if (typeof resource.questionnaire !== 'string') {
    return [{ path, message: 'is missing' }];
  }
  const [url, version] = resource.questionnaire.split('|');
  const questionnaire = entries
    .map((entry) => entry.resource)
    .find((it) => it?.resourceType === 'Questionnaire' && it.url === url && it.version === version);
  if (!questionnaire) {
    return [{ path, message: `${resource.questionnaire} is not in the bundle` }];
  }
  const errors = [];
  const say = (path, message) => errors.push({ path, message });
  level(resource.item, questionnaire.item, 'QuestionnaireResponse', {
    say,
    questionnaire,
    entries
  });
  return errors;
}

/** Items of one level, which stand in the order of the questionnaire. */
function level(items = [], asked = [], path, bundle) {
  const seen = new Map();
  let last = 0;
  items.forEach((item, at) => {
    const here = `${path}.item[${at}]`;
    const place = asked.findIndex((it) => it.linkId === item?.linkId);
    if (place < 0) {
      bundle.say(`${here}.linkId`, `"${item?.linkId}" is not asked here`);
      return;
    }
    const isAgain = seen.has(place) && !(asked[place].type === 'group' && asked[place].repeats);
    if (isAgain || place < last) {
      bundle.say(here, isAgain ? `"${item.linkId}" is there again` : 'stands out of order');
    }
    seen.set(place, at);
    last = Math.max(last, place);
    answered(item, asked[place], here, bundle);
  });
}

function answered(item, asked, path, bundle) {
  const given = item.answer ?? [];
  if (asked.type === 'group') {
    if (item.answer) {
      bundle.say(`${path}.answer`, 'a group has no answer');
    }
    level(item.item, asked.item, path, bundle);
    return;
  }
  if (asked.type === 'display') {
    bundle.say(path, `"${item.linkId}" asks nothing`);
    return;
  }
  if (item.item) {
    bundle.say(`${path}.item`, 'items below a question stand below its answer');
  }
  if (given.length > 1 && !asked.repeats) {
    bundle.say(`${path}.answer`, `"${item.linkId}" has one answer`);
  }
  given.forEach((answer, at) => {
    const message = fault(answer, asked, bundle);
    if (message) {
      bundle.say(`${path}.answer[${at}]`, `"${item.linkId}" ${message}`);
    }
    level(answer?.item, asked.item, `${path}.answer[${at}]`, bundle);
  });
}

/** What is wrong with one answer. One without a value says why it has none in an extension. */
function fault(answer, asked, bundle) {
  const key = Object.keys(answer ?? {}).find((name) => /^value[A-Z]/.test(name));
  if (!key) {
    return undefined;
  }
  const value = answer[key];
  if (key === 'valueString' && KEPT_AS_TYPED[asked.type]) {
    const isKept = KEPT_AS_TYPED[asked.type](String(value));
    return isKept ? undefined : `is a text, and could have been read as ${asked.type}`;
  }
  const options = asked.answerOption?.filter((option) => key in option);
  if (options?.some((option) => same(option[key], value))) {
    return undefined;
  }
  if (!TYPES[asked.type]?.includes(key)) {
    return `is of type ${asked.type} and has ${key}`;
  }
  const isFree = asked.type === 'open-choice' && key === 'valueString';
  if (asked.answerOption && !isFree) {
    return 'has an answer that is not among its options';
  }
  const members = key === 'valueCoding' && asked.answerValueSet && offered(asked, bundle);
  return members && !hasCoding(members, value) ? 'has an answer outside its value set' : undefined;
}

function same(option, value) {
  return typeof option === 'object'
    ? option.system === value?.system && option.code === value?.code
    : option === value;
}

/** The codes of the value set that an item names: in its questionnaire, the bundle, or R4. */
function offered({ answerValueSet }, { questionnaire, entries }) {
  const own = answerValueSet.startsWith('#')
    ? questionnaire.contained?.find((it) => `#${it.id}` === answerValueSet)
    : entries
        .map((entry) => entry.resource)
        .find((it) => it?.resourceType === 'ValueSet' && it.url === answerValueSet.split('|')[0]);
  return own ? listed(own) : membersOf(answerValueSet);
}
