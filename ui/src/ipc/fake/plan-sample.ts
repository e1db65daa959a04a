/** Plans of fictional people for the pretended core. */
import type { Goal, Intervention, Modality, Need, Objective, Plan, Problem } from '../bindings';

let made = 0;
const id = () => (++made).toString(16).padStart(32, '0');

export function blankPlan(): Plan {
  return {
    program: null,
    why_this_level: '',
    vision: '',
    strengths: '',
    needs: '',
    abilities: '',
    preferences: '',
    barriers: '',
    assessed_needs: [],
    problems: [],
    diagnoses: [],
    wellness: [],
    schedule: [],
    medicines: '',
    coordination: '',
    family_and_supports: '',
    peer_support: '',
    culture_and_language: '',
    risk_and_safety: '',
    reviews: { every_days: '', how: '' },
    taken: [],
    discharge: { criteria: '', process: '', aftercare: '' },
    participation: ''
  };
}

function need(text: string, source: string, more: Partial<Need> = {}): Need {
  return { id: id(), text, source, key: '', disposition: 'open', disposition_note: '', ...more };
}

function helped(
  modality: Modality,
  what: string,
  amount: [number | string, number, number],
  responsible: string
): Intervention {
  const [minutes, times_a_week, weeks] = amount;
  return { id: id(), library: null, modality, what, minutes, times_a_week, weeks, responsible };
}

function objective(text: string, rest: Partial<Objective>): Objective {
  const blank = {
    library: null,
    measure_kind: null,
    instrument: '',
    measure: '',
    baseline: '',
    target: '',
    direction: null,
    target_date: ''
  };
  return { id: id(), text, ...blank, status: 'not_started', interventions: [], ...rest };
}

function problem(statement: string, evidence: string, needs: Need[], goals: Goal[]): Problem {
  return {
    id: id(),
    library: null,
    statement,
    evidence,
    needs: needs.map((one) => one.id ?? ''),
    goals
  };
}

/** The plan of the sketch, with one need open and one amount that cannot be read. */
export function richPlan(): Plan {
  const mood = need('Low mood most days', 'PHQ-9 17, Jan 12');
  const worry = need('Worry and poor sleep', 'GAD-7 14, Jan 12');
  const drinking = need('Drinking to fall asleep', 'AUDIT-C 6, Jan 12');
  const people = need('Few people to lean on', 'OSSS-3 7, intake');
  const work = need('Back to work by spring', 'Her words, intake', {
    disposition: 'deferred',
    disposition_note: 'After the first four weeks, when mornings work again.'
  });
  const bus = need('Bus only until 5:30 PM', 'Intake');
  const active = objective('Takes part in three planned activities a week for eight weeks', {
    measure: 'Activity log, days a week',
    baseline: '0',
    target: '3',
    target_date: '2027-03-10',
    status: 'in_progress',
    interventions: [
      helped('individual', 'Behavioral activation', [50, 1, 8], 'M. Okafor, LCSW'),
      helped('group', 'Skills group, Mon Wed Fri mornings', [180, 3, 8], 'D. Reyes, LMFT')
    ]
  });
  const phq = objective('PHQ-9 falls to 9 or less', {
    measure: 'PHQ-9 total',
    baseline: '17',
    target: '9',
    target_date: 'next spring',
    interventions: [
      helped('medication', 'Medication review', ['about half an hour', 0.5, 8], 'Dr. S. Amari, MD')
    ]
  });
  const up: Goal = {
    id: id(),
    library: null,
    words: 'I want to get up and take my kids to school again.',
    clinical: 'Return to a mild range of depression and rebuild a daily routine.',
    objectives: [active, phq]
  };
  const rest: Goal = {
    id: id(),
    library: null,
    words: 'I want my nights back.',
    clinical: '',
    objectives: []
  };
  return {
    ...blankPlan(),
    program: 'mental_health_adult',
    vision: 'Mornings with my children, and work I do not dread.',
    strengths: 'Keeps her word to her children; funny; asks for help early.',
    assessed_needs: [mood, worry, drinking, people, work, bus],
    problems: [
      problem(
        'Low mood has narrowed daily life',
        'Sad most of the day for five months since losing work; sleeps 10 hours; stopped seeing friends.',
        [mood, people],
        [up]
      ),
      problem(
        'Worry keeps her awake',
        'Trouble controlling worry about money and the children; 60 to 90 minutes to fall asleep.',
        [worry, drinking],
        [rest]
      )
    ]
  };
}

/** The same plan with nothing that blocks sealing: two goals have no clinical goal yet. */
export function readyPlan(): Plan {
  const plan = richPlan();
  const bus = plan.assessed_needs.at(-1);
  if (bus?.id) plan.problems[0]?.needs.push(bus.id);
  for (const goal of plan.problems.flatMap(({ goals }) => goals)) {
    goal.clinical = '';
    for (const one of goal.objectives) {
      if (!/^\d/.test(one.target_date)) one.target_date = '2027-03-20';
      for (const help of one.interventions) help.minutes = 30;
    }
  }
  return plan;
}

/** Five problems, and words longer than anybody plans for. */
export function longPlan(): Plan {
  const plan = richPlan();
  const [first] = plan.problems;
  for (let n = 3; n <= 5 && first; n++) plan.problems.push(copied(first));
  const words =
    'I want to be able to sit at a table with Grandmother Maximiliana-Evangelina and all eleven ' +
    'cousins, without counting the minutes, without Donaudampfschifffahrtsgesellschaftskapitän jokes.';
  const [goal] = plan.problems[1]?.goals ?? [];
  if (goal) goal.words = words;
  if (plan.problems[2])
    plan.problems[2].evidence = `${plan.problems[2].evidence} `.repeat(9).trim();
  plan.assessed_needs.push(need(words, 'Intake, in the words of the client and of two cousins'));
  return plan;
}

function copied(problem: Problem): Problem {
  const goals = problem.goals.map((goal) => ({
    ...structuredClone(goal),
    id: id(),
    objectives: goal.objectives.map((one) => ({
      ...structuredClone(one),
      id: id(),
      interventions: one.interventions.map((inner) => ({ ...inner, id: id() }))
    }))
  }));
  return { ...structuredClone(problem), id: id(), goals };
}
